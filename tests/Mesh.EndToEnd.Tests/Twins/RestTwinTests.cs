using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Mesh.Hosting;
using Mesh.Identity;
using Mesh.OpenApi;
using Mesh.Player;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.EndToEnd.Tests.Twins;

/// <summary>
/// Every method of every host, by gRPC and then by REST with the same request: the requests that the journeys sent, ids included, and
/// beside them one more for each caller. The answers are the same message, or refusals that say the same.
/// </summary>
[Collection(PlayedMesh.Collection)]
public sealed class RestTwinTests(PlayedMesh played, ITestOutputHelper output)
{
    // No REST form: JSON transcoding does not carry a client's stream, and a register's worth of answers is none for a proxy to wait for.
    private static readonly string[] WithoutTwin =
        ["tyollisyys.mesh.kela.v1.BenefitRegisterService.ImportBenefitPayments", "tyollisyys.mesh.eligibility.v1.CriteriaService.BatchEvaluate"];

    private readonly Dictionary<string, (int Answered, int Refused)> _made = new(StringComparer.Ordinal);
    private readonly List<string> _different = [];

    [Fact]
    public async Task Call_WhenMadeInBothForms_HasTheSameOutcome()
    {
        // On a copy of its own: what is called here are acts too.
        var folder = played.Copy();
        await using (var mesh = await ServedMesh.StartAsync(folder, played.FirstPort + 80))
        {
            var requests = PlayedRequests.Of(Path.Combine(AppContext.BaseDirectory, "scenarios"), mesh.Installation.PlayLog);
            foreach (var (name, host) in mesh.Mesh.Hosts)
            {
                var at = mesh.Installation.Directory.Current.Entries.SingleOrDefault(entry => entry.Participation.Slug == name)?.Participation;
                var methods = OpenApiEndpoint.ServedBy(host.Services).ToList();
                Assert.Equal(WithoutTwin.Intersect(methods.Select(method => method.FullName)), methods.Where(method => HttpCall.Of(method) is null).Select(method => method.FullName));
                await CompareHostAsync(mesh, name, at, [.. methods.Where(method => HttpCall.Of(method) is not null)], requests);
            }
        }

        Directory.Delete(folder, recursive: true);
        var answered = _made.Where(made => made.Value.Answered > 0).Select(made => made.Key.Split(' ')[1]).Distinct().Count();
        output.WriteLine($"{answered} methods were answered by a message.");
        output.WriteLine(string.Join('\n', _made.Select(each => $"{each.Key}: {each.Value.Answered} answered, {each.Value.Refused} refused")));
        Assert.True(_different.Count == 0, string.Join('\n', _different));
        Assert.True(answered > 70, $"Only {answered} methods were answered by a message.");
    }

    private async Task CompareHostAsync(ServedMesh mesh, string host, Participation? at, List<MethodDescriptor> methods, IReadOnlyList<PlayedRequest> requests)
    {
        var samples = new SampleRequests();
        // A step that waits asks the same again and again.
        foreach (var request in requests.Where(request => request.To == at).DistinctBy(request => (request.Actor, request.Method, request.Request)))
        {
            samples.Meet(request.Request);
            await CompareAsync(host, await CallerOfAsync(mesh, request), request.Method, request.Request);
        }

        foreach (var (caller, right) in await RightCallers.OfAsync(mesh, at))
        {
            // What a caller has read is what it acts on.
            foreach (var method in methods.Where(method => HttpCall.Of(method)!.Access == right).OrderBy(method => HttpCall.Of(method)!.Verb == HttpMethod.Get ? 0 : 1))
            {
                samples.Meet(await CompareAsync(host, caller, method, samples.Of(method)));
            }

            foreach (var method in methods.Where(method => right == Access.Participant && method.FullName == DisclosureService.Descriptor.FullName + ".Disclose"))
            {
                // Each sending under a statement of its own.
                var request = Disclosure();
                await CompareAsync(host, caller, method, mesh.Sign(request, TeOffice, at!.Value), mesh.Sign(request, TeOffice, at.Value));
            }
        }

        _different.AddRange(methods.Where(method => !_made.ContainsKey(KeyOf(host, method))).Select(method => $"{KeyOf(host, method)} was not called."));
    }

    private static Participation TeOffice => Participation.TryParse("2296962-1/LABOUR_AUTHORITY", out var office) ? office : throw new InvalidOperationException();

    // By Kela's notice, which only its recipient may ask about, and only at Kela.
    private DiscloseRequest Disclosure()
    {
        var notice = PlayedMesh.Ask(played.Folder, PlayedMesh.Kela, "SELECT notice_id FROM notice_outbox WHERE recipient = '2296962-1/LABOUR_AUTHORITY' LIMIT 1")[0][0];
        return new()
        {
            RequestId = Guid.CreateVersion7().ToString(),
            Subject = new Subject { NoticeId = notice.ToLowerInvariant() },
            Proof = new CaseProof { NoticeId = notice.ToLowerInvariant() },
            Purpose = Purpose.ActivationPlanNeed,
            Categories = { DataCategory.BenefitDays },
            Actor = new Actor { PairwiseId = "eligibility", Role = ActorRole.System, Assurance = "urn:mesh:assurance:system" },
        };
    }

    private static string KeyOf(string host, MethodDescriptor method) => $"{host} {method.FullName}";

    private static async Task<TwinCaller> CallerOfAsync(ServedMesh mesh, PlayedRequest request) => request.Actor switch
    {
        ActorSource.Person person => TwinCaller.OfPerson(mesh, await mesh.TokenAsync(person.Persona, request.To?.Urn ?? CertificateNames.Gateway), request.To),
        ActorSource.OwnSystem own => TwinCaller.OfCertificate(mesh, mesh.Certificate(CertificateNames.ForOwnSystem(own.Participation, own.System)), request.To!.Value),
        ActorSource.Peer peer => TwinCaller.OfCertificate(mesh, mesh.Certificate(peer.Participation.Urn), request.To!.Value),
        _ => throw new InvalidOperationException(),
    };

    private async Task<TwinAnswer> CompareAsync(string host, TwinCaller caller, MethodDescriptor method, IMessage request, IMessage? again = null)
    {
        var key = KeyOf(host, method);
        var call = HttpCall.Of(method)!;
        var grpc = await TwinCall.ByGrpcAsync(caller, method, request);
        var rest = await TwinCall.ByRestAsync(caller, call, again ?? request);
        // What looks show moves on its own: ledgers are sealed and witnessed beside the calls. The form that is asked third says which it was.
        if (call.Verb == HttpMethod.Get && Moving.Out(rest, method.FullName) != Moving.Out(grpc, method.FullName))
        {
            grpc = await TwinCall.ByGrpcAsync(caller, method, request);
        }

        if (Moving.Out(rest, method.FullName) != Moving.Out(grpc, method.FullName))
        {
            _different.Add($"{key} {request}:\n  gRPC {grpc}\n  REST {rest}");
        }
        else if (grpc.Code is StatusCode.Internal or StatusCode.Unimplemented or StatusCode.Unavailable or StatusCode.Unknown)
        {
            _different.Add($"{key} {request}: {grpc}");
        }

        var before = _made.GetValueOrDefault(key);
        _made[key] = grpc.Code == StatusCode.OK ? (before.Answered + 1, before.Refused) : (before.Answered, before.Refused + 1);
        return grpc;
    }
}
