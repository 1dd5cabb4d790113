using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Mesh.Hosting;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.EndToEnd.Tests;

/// <summary>Every method of every participation, called by everybody who may not (docs/security.md).</summary>
[Collection(PlayedMesh.Collection)]
public sealed class SecuritySweepTests(PlayedMesh played)
{
    private const string NoHandshake = "no handshake";
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task Call_WhenMadeByAnyWrongCaller_IsRefusedAlikeWhetherTheCaseExists()
    {
        var mesh = await played.ServedAsync();
        var forgery = Directory.CreateTempSubdirectory("mesh-forger-").FullName;
        var wrong = new List<string>();
        var known = Known();
        var made = 0;
        foreach (var (name, host) in mesh.Mesh.Hosts.Where(host => host.Name != "gateway"))
        {
            var entry = mesh.Installation.Directory.Current.Entries.Single(each => each.Participation.Slug == name);
            var methods = OpenApiEndpoint.ServedBy(host.Services).ToList();
            foreach (var caller in await WrongCallers.OfAsync(mesh, entry.Participation, forgery))
            {
                var calls = mesh.Connect(entry.Endpoint, caller.Certificate).CreateCallInvoker();
                foreach (var method in methods.Where(method => AccessOf(method) != caller.Right))
                {
                    made++;
                    if (!caller.IsLetIn)
                    {
                        // Nothing of the request is read, so there is nothing to compare.
                        var stopped = await StoppedAsync(mesh, entry.Endpoint, caller, method, Request(method, known));
                        if (stopped != NoHandshake)
                        {
                            wrong.Add($"{entry.Participation} {method.FullName} by {caller.Name}: {stopped}");
                        }

                        continue;
                    }

                    var ofKnown = await AnswerAsync(calls, method, caller.Token, Request(method, known));
                    var ofUnknown = await AnswerAsync(calls, method, caller.Token, Request(method, Guid.CreateVersion7()));
                    if (!IsRefused(ofKnown.Refusal) || ofKnown.Shown != ofUnknown.Shown)
                    {
                        wrong.Add($"{entry.Participation} {method.FullName} by {caller.Name}: {ofKnown.Shown} | {ofUnknown.Shown}");
                    }
                }
            }
        }

        Directory.Delete(forgery, recursive: true);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(made > 1000, $"Only {made} calls were made.");
    }

    [Fact]
    public async Task Call_WhenMadeByTheRightCaller_PassesTheDoor()
    {
        var mesh = await played.ServedAsync();
        var forgery = Directory.CreateTempSubdirectory("mesh-forger-").FullName;
        var stopped = new List<string>();
        foreach (var (name, host) in mesh.Mesh.Hosts.Where(host => host.Name != "gateway"))
        {
            var entry = mesh.Installation.Directory.Current.Entries.Single(each => each.Participation.Slug == name);
            foreach (var caller in (await WrongCallers.OfAsync(mesh, entry.Participation, forgery)).Where(caller => caller.Right is not null))
            {
                var calls = mesh.Connect(entry.Endpoint, caller.Certificate).CreateCallInvoker();
                foreach (var method in OpenApiEndpoint.ServedBy(host.Services).Where(method => AccessOf(method) == caller.Right && !method.IsClientStreaming))
                {
                    var answer = await AnswerAsync(calls, method, caller.Token, []);
                    if (answer.Refusal is { } refusal && (refusal.StatusCode is StatusCode.Unauthenticated or StatusCode.Internal or StatusCode.Unavailable
                        || RefusalReader.ReasonOf(refusal) == "ACCESS_DENIED"))
                    {
                        stopped.Add($"{entry.Participation} {method.FullName} by {caller.Name}: {answer.Shown}");
                    }
                }
            }
        }

        Directory.Delete(forgery, recursive: true);
        Assert.True(stopped.Count == 0, string.Join('\n', stopped));
    }

    [Fact]
    public async Task Client_WhenItNamesAnothersCase_IsToldTheSameAsForOneThatIsNot()
    {
        var mesh = await played.ServedAsync();
        var office = mesh.Installation.Directory.Current.Entries.Single(entry => entry.Participation.Slug == PlayedMesh.TeOffice);
        var calls = mesh.Connect(office.Endpoint, mesh.Certificate(CertificateNames.Gateway)).CreateCallInvoker();
        var token = await mesh.TokenAsync("helmi", office.Participation.Urn);
        var compared = 0;
        foreach (var method in Methods(office, mesh).Where(method => AccessOf(method) == Access.Client && method.InputType.FindFieldByName("case_id") is not null))
        {
            var known = await AnswerAsync(calls, method, token, Request(method, Known()));
            var unknown = await AnswerAsync(calls, method, token, Request(method, Guid.CreateVersion7()));
            Assert.Equal("PermissionDenied NO_BASIS", known.Shown.Split('|')[0]);
            Assert.Equal(known.Shown, unknown.Shown);
            compared++;
        }

        Assert.True(compared >= 2);
    }

    private static IEnumerable<MethodDescriptor> Methods(DirectoryEntry entry, ServedMesh mesh) =>
        OpenApiEndpoint.ServedBy(mesh.Mesh.Hosts.Single(host => host.Name == entry.Participation.Slug).Host.Services);

    private static Access AccessOf(MethodDescriptor method) => MeshContracts.Find($"/{method.Service.FullName}/{method.Name}")!.Access;

    // A case of the journey that was played.
    private Guid Known() => Guid.Parse(PlayedMesh.Ask(played.Folder, PlayedMesh.TeOffice, "SELECT case_id FROM plan_case LIMIT 1")[0][0]);

    // A well-formed request that names the case wherever a case is named: every other required field has its contract's example.
    private static byte[] Request(MethodDescriptor method, Guid caseId)
    {
        var example = Mesh.OpenApi.ExampleMessages.OfRequest(method.InputType, []);
        var request = JsonParser.Default.Parse(example.ToJsonString(), method.InputType);
        if (method.InputType.FindFieldByName("case_id") is { } field)
        {
            field.Accessor.SetValue(request, caseId.ToString());
        }

        return request.ToByteArray();
    }

    // Each on a connection of its own. In TLS 1.3 the client takes a connection for open that the server then refuses, and the
    // client's pool has been seen to wait for such a one for good; what waits is asked once more on a new pool.
    private static async Task<string> StoppedAsync(ServedMesh mesh, Uri endpoint, AnyCaller caller, MethodDescriptor method, byte[] request)
    {
        var answer = await OnceAsync();
        return (answer.Refusal is { StatusCode: StatusCode.DeadlineExceeded } ? await OnceAsync() : answer).Shown;

        async Task<(RpcException? Refusal, string Shown)> OnceAsync()
        {
            using var channel = mesh.ConnectOnce(endpoint, caller.Certificate);
            return await AnswerAsync(channel.CreateCallInvoker(), method, caller.Token, request);
        }
    }

    private static bool IsRefused(RpcException? refusal) => refusal switch
    {
        null => false,
        { StatusCode: StatusCode.Unauthenticated } => true,
        _ => RefusalReader.ReasonOf(refusal) == "ACCESS_DENIED",
    };

    // The client library reports one and the same failure now as UNAVAILABLE, now as INTERNAL.
    private static bool IsHandshake(RpcException refusal) =>
        refusal is { StatusCode: StatusCode.Unavailable or StatusCode.Internal, Status.DebugException: HttpRequestException };

    private static async Task<(RpcException? Refusal, string Shown)> AnswerAsync(CallInvoker calls, MethodDescriptor method, string? token, byte[] request)
    {
        var call = new Method<byte[], byte[]>(
            method.IsClientStreaming ? MethodType.ClientStreaming : MethodType.Unary, method.Service.FullName, method.Name, Bytes, Bytes);
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", "Bearer " + token);
        }

        var options = new CallOptions(headers, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));
        try
        {
            if (method.IsClientStreaming)
            {
                using var stream = calls.AsyncClientStreamingCall(call, null, options);
                await stream.RequestStream.CompleteAsync();
                await stream.ResponseAsync;
            }
            else
            {
                await calls.AsyncUnaryCall(call, null, options, request);
            }

            return (null, "OK");
        }
        catch (RpcException refusal) when (IsHandshake(refusal))
        {
            return (refusal, NoHandshake);
        }
        catch (RpcException refusal)
        {
            var details = refusal.Trailers.GetValueBytes("grpc-status-details-bin") ?? [];
            return (refusal, $"{refusal.StatusCode} {RefusalReader.ReasonOf(refusal)}|{Convert.ToHexStringLower(details)}");
        }
    }
}
