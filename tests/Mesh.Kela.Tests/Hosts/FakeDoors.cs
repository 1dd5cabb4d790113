using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Kela.Tests.Hosts;

/// <summary>Other participations' doors, which answer as the test says.</summary>
internal sealed class FakeDoors : IDoorClients
{
    /// <summary>What was asked, of whom.</summary>
    public List<(Participation Holder, DiscloseRequest Request)> Asked { get; } = [];

    /// <summary>The answer; by default nobody is there.</summary>
    public Func<DiscloseRequest, DiscloseResponse> Answer { get; set; } = _ => throw new RpcException(new Status(StatusCode.Unavailable, ""));

    /// <summary>What happens once while the door is being asked.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public DisclosureService.DisclosureServiceClient DoorOf(Participation holder) => new Client(this, holder);

    /// <summary>An answer with the content's digest.</summary>
    public static DiscloseResponse Given(DisclosedContent content) => new()
    {
        DisclosureId = Guid.CreateVersion7().ToString(),
        Content = content.ToByteString(),
        ContentSha256 = ByteString.CopyFrom(SHA256.HashData(content.ToByteArray())),
        Basis = new Basis { Kind = BasisKind.Duty, Flow = "F12" },
    };

    private async Task<DiscloseResponse> AnswerAsync(Participation holder, DiscloseRequest request)
    {
        if (Meanwhile is { } act)
        {
            Meanwhile = null;
            await act();
        }

        return Answer(request).WithReceipt(request, holder);
    }

    private sealed class Client(FakeDoors doors, Participation holder) : DisclosureService.DisclosureServiceClient
    {
        public override AsyncUnaryCall<DiscloseResponse> DiscloseAsync(
            DiscloseRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
        {
            doors.Asked.Add((holder, request.Clone()));
            return new(doors.AnswerAsync(holder, request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }
    }
}
