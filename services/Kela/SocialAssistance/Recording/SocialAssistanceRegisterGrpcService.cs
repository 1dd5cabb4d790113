using Grpc.Core;
using Mesh.Hosting.Storage;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>How Kela's own systems fill the register of basic social assistance.</summary>
public sealed class SocialAssistanceRegisterGrpcService(Writes writes, AssistanceRecorder recorder)
    : SocialAssistanceRegisterService.SocialAssistanceRegisterServiceBase
{
    /// <inheritdoc />
    public override Task<RecordAssistanceMonthsResponse> RecordAssistanceMonths(RecordAssistanceMonthsRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, cancellation => recorder.RecordAsync(request, cancellation));
}
