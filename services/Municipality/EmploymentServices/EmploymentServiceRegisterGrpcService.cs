using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>The register as the municipality's professionals use it.</summary>
public sealed class EmploymentServiceRegisterGrpcService(
    Writes writes, EmploymentServiceRegister register, Subjects subjects, CallScope call)
    : EmploymentServiceRegisterService.EmploymentServiceRegisterServiceBase
{
    /// <inheritdoc />
    public override Task<RecordEmploymentServiceResponse> RecordEmploymentService(
        RecordEmploymentServiceRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var code = PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value;
            var subject = await subjects.EnsureAsync(code, cancellation);
            var fact = await register.AppendAsync(subject, request.Entry, call.Caller, cancellation);
            return new RecordEmploymentServiceResponse { FactId = fact.FactId.ToString() };
        });
}
