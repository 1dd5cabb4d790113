using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>Other participations' doors, which answer as the test says. Requests are held to their contract as real ones would hold them.</summary>
internal sealed class FakeOthers : IDoorClients
{
    /// <summary>What was asked, of whom.</summary>
    public List<(Participation Holder, DiscloseRequest Request)> Asked { get; } = [];

    /// <summary>A labour authority's cases and acts.</summary>
    public FakeOwner Labour { get; } = new();

    /// <summary>What Kela says; by default nobody is there.</summary>
    public Func<DiscloseRequest, DisclosedContent> Kela { get; set; } = _ => throw Unreachable();

    /// <summary>What the labour authority says of a job search; by default nobody is there.</summary>
    public Func<DiscloseRequest, DisclosedContent> JobSearch { get; set; } = _ => throw Unreachable();

    /// <summary>Holders that a summary asks by identity code; null where nobody looks at one.</summary>
    public Func<Participation, DiscloseRequest, Task<DiscloseResponse>>? Summaries { get; set; }

    public static RpcException Unreachable() => new(new Status(StatusCode.Unavailable, "connection refused"));

    public static DisclosedContent Withheld() => throw Refusals.NoBasis.Raise();

    public DisclosureService.DisclosureServiceClient DoorOf(Participation holder) => new Client(this, holder);

    private DiscloseResponse Answer(Participation holder, DiscloseRequest request)
    {
        Asked.Add((holder, request.Clone()));
        RequestRules.Check(request).ThrowIfAny();
        return holder.Role == ParticipantRole.SocialInsurance ? Given(Kela(request))
            : request.Categories.Contains(DataCategory.JobSearchStanding) ? Given(JobSearch(request))
            : Labour.Disclose(request);
    }

    private static DiscloseResponse Given(DisclosedContent content)
    {
        content.Salt = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32));
        var bytes = content.ToByteString();
        return new DiscloseResponse
        {
            DisclosureId = Guid.CreateVersion7().ToString(),
            Content = bytes,
            ContentSha256 = ByteString.CopyFrom(SHA256.HashData(bytes.Span)),
            Basis = new Basis { Kind = BasisKind.Duty, Flow = "F01" },
        };
    }

    private sealed class Client(FakeOthers others, Participation holder) : DisclosureService.DisclosureServiceClient
    {
        public override AsyncUnaryCall<DiscloseResponse> DiscloseAsync(
            DiscloseRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
            new(
                others.Summaries is { } holders && request.Purpose is Purpose.ClientSummary or Purpose.EmploymentSupport
                    ? holders(holder, request)
                    : Task.Run(() => others.Answer(holder, request).WithReceipt(request, holder)),
                Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
