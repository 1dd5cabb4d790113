using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>The one door by which personal data leaves its holder.</summary>
internal sealed class DisclosureGrpcService(DisclosureAttempts attempts, CallScope call) : DisclosureService.DisclosureServiceBase
{
    public override Task<DiscloseResponse> Disclose(DiscloseRequest request, ServerCallContext context)
    {
        if (call.Caller is not { Kind: CallerKind.Participant, Participation: { } requester })
        {
            throw Refusals.AccessDenied.Raise();
        }

        return attempts.DiscloseAsync(request, requester, context.CancellationToken);
    }
}
