using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.BenefitRegister;

/// <summary>How Kela's payment systems fill the register.</summary>
public sealed class BenefitRegisterGrpcService(
    Writes writes, ImportRecorder recorder, AcceptedCodes codes, ImportLimits limits, MeshClock clock)
    : BenefitRegisterService.BenefitRegisterServiceBase
{
    /// <inheritdoc />
    public override async Task<ImportBenefitPaymentsResponse> ImportBenefitPayments(
        IAsyncStreamReader<ImportBenefitPaymentsRequest> requestStream, ServerCallContext context)
    {
        // Read whole first: the transaction keeps other writers waiting, so it does not wait for a sender.
        var import = await new ImportStream(limits, new ClientCollection(codes, clock.Today))
            .ReadAsync(requestStream, context.CancellationToken);
        if (import.Violations.Any)
        {
            await recorder.FindFaultsAsync(import.Clients, import.Violations, context.CancellationToken);
            throw import.Violations.Raise();
        }

        return await writes.OnceAsync(
            import.RequestId, import.Digest, context, cancellation => recorder.RecordAsync(import.Clients, cancellation));
    }
}
