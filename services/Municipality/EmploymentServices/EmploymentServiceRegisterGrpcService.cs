using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>The register as the municipality's professionals use it.</summary>
public sealed class EmploymentServiceRegisterGrpcService(
    Writes writes, EmploymentServiceRegister register, Subjects subjects, AcceptedCodes codes, CallScope call)
    : EmploymentServiceRegisterService.EmploymentServiceRegisterServiceBase
{
    /// <inheritdoc />
    public override Task<RecordEmploymentServiceResponse> RecordEmploymentService(
        RecordEmploymentServiceRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var code = codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
        if (WireDate.ReadOptional(request.Entry.EndsOn) < WireDate.Read(request.Entry.StartsOn))
        {
            violations.Add("entry.ends_on", "BEFORE_START", "Must not be before starts_on.");
        }

        violations.ThrowIfAny();
        return writes.OnceAsync(request, context, async cancellation =>
        {
            var subject = await subjects.EnsureAsync(code!, cancellation);
            var fact = await register.AppendAsync(subject, request.Entry, call.Caller, cancellation);
            return new RecordEmploymentServiceResponse { FactId = fact.FactId.ToString() };
        });
    }
}
