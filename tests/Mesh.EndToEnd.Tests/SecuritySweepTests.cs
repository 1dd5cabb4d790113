using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Mesh.Hosting;
using Mesh.Hosting.Errors;

namespace Mesh.EndToEnd.Tests;

/// <summary>Every method of every participation and of the gateway itself, called by everybody who may not (docs/security.md).</summary>
[Collection(PlayedMesh.Collection)]
public sealed class SecuritySweepTests(PlayedMesh played)
{
    [Fact]
    public async Task Call_WhenMadeByAnyWrongCaller_IsRefusedAlikeWhetherTheCaseExists()
    {
        var mesh = await played.ServedAsync();
        var forgery = Directory.CreateTempSubdirectory("mesh-forger-").FullName;
        var wrong = new List<string>();
        var known = Known();
        var made = 0;
        foreach (var (name, host) in mesh.Mesh.Hosts)
        {
            var target = await CalledAsync(mesh, name, forgery);
            var methods = OpenApiEndpoint.ServedBy(host.Services).ToList();
            foreach (var caller in target.Callers)
            {
                var calls = mesh.Connect(target.Endpoint, caller.Certificate).CreateCallInvoker();
                foreach (var method in methods.Where(method => RawCalls.AccessOf(method) != caller.Right))
                {
                    made++;
                    if (!caller.IsLetIn)
                    {
                        // Nothing of the request is read, so there is nothing to compare.
                        var stopped = await StoppedAsync(mesh, target.Endpoint, caller, method, Request(method, known));
                        if (stopped != RawCalls.NoHandshake)
                        {
                            wrong.Add($"{target.Name} {method.FullName} by {caller.Name}: {stopped}");
                        }

                        continue;
                    }

                    var ofKnown = await RawCalls.AnswerAsync(calls, method, caller.Token, Request(method, known));
                    var ofUnknown = await RawCalls.AnswerAsync(calls, method, caller.Token, Request(method, Guid.CreateVersion7()));
                    if (!IsRefused(ofKnown.Refusal) || ofKnown.Shown != ofUnknown.Shown)
                    {
                        wrong.Add($"{target.Name} {method.FullName} by {caller.Name}: {ofKnown.Shown} | {ofUnknown.Shown}");
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
        foreach (var (name, host) in mesh.Mesh.Hosts)
        {
            var target = await CalledAsync(mesh, name, forgery);
            foreach (var caller in target.Callers.Where(caller => caller.Right is not null))
            {
                var calls = mesh.Connect(target.Endpoint, caller.Certificate).CreateCallInvoker();
                foreach (var method in OpenApiEndpoint.ServedBy(host.Services).Where(method => RawCalls.AccessOf(method) == caller.Right && !method.IsClientStreaming))
                {
                    var answer = await RawCalls.AnswerAsync(calls, method, caller.Token, []);
                    if (answer.Refusal is { } refusal && (refusal.StatusCode is StatusCode.Unauthenticated or StatusCode.Internal or StatusCode.Unavailable
                        || RefusalReader.ReasonOf(refusal) == "ACCESS_DENIED"))
                    {
                        stopped.Add($"{target.Name} {method.FullName} by {caller.Name}: {answer.Shown}");
                    }
                }
            }
        }

        Directory.Delete(forgery, recursive: true);
        Assert.True(stopped.Count == 0, string.Join('\n', stopped));
    }

    // Where a host is called, and by whom; the gateway's own services among them.
    private static async Task<(string Name, Uri Endpoint, IReadOnlyList<AnyCaller> Callers)> CalledAsync(ServedMesh mesh, string name, string forgery)
    {
        if (name == "gateway")
        {
            return (name, mesh.Options.Gateway, await WrongCallers.OfGatewayAsync(mesh));
        }

        var entry = mesh.Installation.Directory.Current.Entries.Single(each => each.Participation.Slug == name);
        return (entry.Participation.ToString(), entry.Endpoint, await WrongCallers.OfAsync(mesh, entry.Participation, forgery));
    }

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

        async Task<RawAnswer> OnceAsync()
        {
            using var channel = mesh.ConnectOnce(endpoint, caller.Certificate);
            return await RawCalls.AnswerAsync(channel.CreateCallInvoker(), method, caller.Token, request);
        }
    }

    private static bool IsRefused(RpcException? refusal) => refusal switch
    {
        null => false,
        { StatusCode: StatusCode.Unauthenticated } => true,
        _ => RefusalReader.ReasonOf(refusal) == "ACCESS_DENIED",
    };
}
