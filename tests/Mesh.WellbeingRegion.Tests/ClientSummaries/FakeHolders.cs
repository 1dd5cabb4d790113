using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.TestKit;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Tests.ClientSummaries;

/// <summary>
/// Doors of several holders at once. What they say is ready before they are asked, so no clock that a test moves overtakes an answer; by
/// default each withholds, as it would of somebody whom it does not know.
/// </summary>
internal sealed class FakeHolders
{
    private readonly ConcurrentDictionary<(Participation, DataCategory), Func<DiscloseRequest, DiscloseResponse>> _answers = [];
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Participation? _hangs;

    /// <summary>What was asked, of whom.</summary>
    public ConcurrentQueue<(Participation Holder, DiscloseRequest Request)> Asked { get; } = [];

    /// <summary>Done once the holder that hangs has been asked.</summary>
    public Task Hanging => _hanging.Task;

    public static ServicePointers Services(params string[] services) => new()
    {
        Pointers =
        {
            services.Select(service => new ServicePointer
            {
                Organisation = Participants.TeOffice.ToString(),
                Unit = "Yksikkö",
                Service = service,
                StartsOn = "2023-09-01",
            }),
        },
    };

    public static FakeHolders In(RegionHost region)
    {
        var holders = new FakeHolders();
        region.Others.Summaries = holders.AnswerAsync;
        return holders;
    }

    public FakeHolders Gives(Participation holder, DataCategory category, DisclosedContent content) =>
        Answers(holder, category, request => Given(request, holder, content));

    public FakeHolders GivesServices(Participation holder, params string[] services) =>
        Gives(holder, DataCategory.ServicePointers, new DisclosedContent { ServicePointers = Services(services) });

    public FakeHolders Refuses(Participation holder, DataCategory category, Exception refusal) =>
        Answers(holder, category, _ => throw refusal);

    /// <summary>The answer comes, and is not what was digested.</summary>
    public FakeHolders Damages(Participation holder, DataCategory category) => Answers(holder, category, request =>
    {
        var answer = Given(request, holder, new DisclosedContent { ServicePointers = Services("JOB_SEARCH") });
        answer.Content = ByteString.CopyFromUtf8("other bytes");
        return answer;
    });

    /// <summary>The holder never answers.</summary>
    public FakeHolders Hangs(Participation holder)
    {
        _hangs = holder;
        return this;
    }

    public FakeHolders Answers(Participation holder, DataCategory category, Func<DiscloseRequest, DiscloseResponse> answer)
    {
        _answers[(holder, category)] = answer;
        return this;
    }

    private Task<DiscloseResponse> AnswerAsync(Participation holder, DiscloseRequest request)
    {
        Asked.Enqueue((holder, request.Clone()));
        if (holder == _hangs)
        {
            _hanging.TrySetResult();
            return new TaskCompletionSource<DiscloseResponse>().Task;
        }

        try
        {
            RequestRules.Check(request).ThrowIfAny();
            return Task.FromResult(_answers.TryGetValue((holder, request.Categories.Single()), out var answer)
                ? answer(request)
                : throw Refusals.NoBasis.Raise());
        }
        catch (Exception refusal)
        {
            return Task.FromException<DiscloseResponse>(refusal);
        }
    }

    private static DiscloseResponse Given(DiscloseRequest request, Participation holder, DisclosedContent said)
    {
        var content = said.Clone();
        content.Salt = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32));
        var bytes = content.ToByteString();
        return new DiscloseResponse
        {
            DisclosureId = Guid.CreateVersion7().ToString(),
            Content = bytes,
            ContentSha256 = ByteString.CopyFrom(SHA256.HashData(bytes.Span)),
            Basis = new Basis { Kind = BasisKind.Consent, Flow = "F18" },
        }.WithReceipt(request, holder);
    }
}
