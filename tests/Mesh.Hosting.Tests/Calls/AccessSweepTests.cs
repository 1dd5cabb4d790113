using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Tests.Calls;

/// <summary>Every method of the contracts × every kind of caller, over real TLS with real tokens.</summary>
public sealed class AccessSweepTests(AccessSweep sweep) : IClassFixture<AccessSweep>
{
    private const string Reached = "reached";
    private const string Denied = "ACCESS_DENIED";
    private const string Unknown = "UNAUTHENTICATED";

    /// <summary>Caller, then what a method says: for participants, own systems, professionals, clients, operators.</summary>
    public static TheoryData<string, string, string, string, string, string> Callers { get; } = new()
    {
        { "other participation", Reached, Denied, Unknown, Unknown, Unknown },
        { "own system", Denied, Reached, Unknown, Unknown, Unknown },
        { "professional", Denied, Denied, Reached, Denied, Denied },
        { "client", Denied, Denied, Denied, Reached, Denied },
        { "operator", Denied, Denied, Denied, Denied, Reached },
        { "this participation itself", Denied, Denied, Unknown, Unknown, Unknown },
        { "another's own system", Denied, Denied, Unknown, Unknown, Unknown },
        { "identity provider", Denied, Denied, Unknown, Unknown, Unknown },
        { "gateway", Denied, Denied, Unknown, Unknown, Unknown },
        { "other participation, client's token", Denied, Denied, Denied, Denied, Denied },
        { "other participation, its professional's token", Denied, Denied, Denied, Denied, Denied },
        { "own system, professional's token", Denied, Denied, Denied, Denied, Denied },
        { "own system, its own token", Denied, Denied, Denied, Denied, Denied },
        { "own system's token", Denied, Denied, Unknown, Unknown, Unknown },
        { "denied", Unknown, Unknown, Unknown, Unknown, Unknown },
        { "another's authority", Unknown, Unknown, Unknown, Unknown, Unknown },
        { "stranger", Unknown, Unknown, Unknown, Unknown, Unknown },
        { "expired professional", Denied, Denied, Unknown, Unknown, Unknown },
        { "expired client", Denied, Denied, Unknown, Unknown, Unknown },
        { "expired operator", Denied, Denied, Unknown, Unknown, Unknown },
        { "another's professional", Denied, Denied, Unknown, Unknown, Unknown },
        { "another's professional by a broken provider", Denied, Denied, Denied, Denied, Denied },
        { "professional of nobody", Denied, Denied, Unknown, Unknown, Unknown },
        { "client for another audience", Denied, Denied, Unknown, Unknown, Unknown },
        { "client for the gateway", Denied, Denied, Unknown, Unknown, Unknown },
        { "operator for another audience", Denied, Denied, Unknown, Unknown, Unknown },
        { "token of another type", Denied, Denied, Unknown, Unknown, Unknown },
        { "token under another key", Denied, Denied, Unknown, Unknown, Unknown },
        { "no token but a word", Denied, Denied, Unknown, Unknown, Unknown },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Call_WhenMadeByEachCaller_ReachesOnlyMethodsForIt(
        string caller, string participant, string ownSystems, string professional, string client, string @operator)
    {
        var expected = new Dictionary<Access, string>
        {
            [Access.Participant] = participant,
            [Access.OwnSystems] = ownSystems,
            [Access.Professional] = professional,
            [Access.Client] = client,
            [Access.Operator] = @operator,
        };
        await AssertOutcomesAsync(caller, method => ValidRequests.Of(method.Descriptor.InputType).ToByteArray(), method => expected[method.Access]);
    }

    [Theory]
    [InlineData("no certificate")]
    [InlineData("unknown authority")]
    public async Task Call_WhenTlsDoesNotKnowTheCaller_ReachesNothing(string caller)
    {
        var (channel, token) = await sweep.AsAsync(caller);
        sweep.Reached.Paths.Clear();

        // All at once: where nobody tells the caller that the handshake failed, a call lasts until its deadline.
        var refusals = await Task.WhenAll(MeshContracts.Methods.Values.Select(method =>
            CallAsync(channel, method, ValidRequests.Of(method.Descriptor.InputType).ToByteArray(), token)));

        Assert.All(refusals, refusal =>
        {
            // No answer of ours: the handshake failed, or nobody told the caller that it did.
            Assert.Contains(refusal!.StatusCode, (StatusCode[])[StatusCode.Unavailable, StatusCode.Internal, StatusCode.DeadlineExceeded]);
            Assert.Null(RefusalReader.ReasonOf(refusal));
        });
        Assert.Empty(sweep.Reached.Paths);
    }

    [Theory]
    [InlineData("denied", Unknown)]
    [InlineData("this participation itself", null)]
    [InlineData("gateway", null)]
    public async Task Call_WhenCallerIsWrongAndRequestToo_SpeaksOfTheCaller(string caller, string? reason) =>
        await AssertOutcomesAsync(caller, _ => [], method => reason ?? (method.Access is Access.Participant or Access.OwnSystems ? Denied : Unknown));

    [Theory]
    [InlineData("other participation", Access.Participant)]
    [InlineData("own system", Access.OwnSystems)]
    [InlineData("professional", Access.Professional)]
    [InlineData("client", Access.Client)]
    [InlineData("operator", Access.Operator)]
    public async Task Call_WhenCallerIsRightAndRequestIsEmpty_NamesEveryRequiredField(string caller, Access access)
    {
        var (channel, token) = await sweep.AsAsync(caller);
        foreach (var method in MeshContracts.Methods.Values.Where(method => method.Access == access && !method.Descriptor.IsClientStreaming))
        {
            sweep.Reached.Paths.Clear();
            var empty = Hosting.Validation.RequestRules.Check(method.Descriptor.InputType.Parser.ParseFrom(ByteString.Empty)).All;
            var refusal = await CallAsync(channel, method, [], token);

            Assert.Equal(empty, refusal is null ? [] : RefusalReader.ViolationsOf(refusal));
            Assert.Equal(empty.Count == 0, sweep.Reached.Paths.Contains(method.Path));
        }
    }

    [Theory]
    [InlineData("other participation")]
    [InlineData("own system")]
    [InlineData("professional")]
    [InlineData("client")]
    [InlineData("operator")]
    public async Task Call_WhenMethodSaysNobodyMayCallIt_IsRefused(string caller)
    {
        var (channel, token) = await sweep.AsAsync(caller);
        sweep.Reached.Paths.Clear();

        var refusal = await AnyCall.TryAsync(channel, EveryMethod.Unlisted, [], AnyCall.Options(token));

        Assert.Equal((StatusCode.PermissionDenied, Denied), (refusal!.StatusCode, RefusalReader.ReasonOf(refusal)));
        Assert.Empty(sweep.Reached.Paths);
    }

    private async Task AssertOutcomesAsync(string caller, Func<MeshMethod, byte[]> body, Func<MeshMethod, string> expected)
    {
        var (channel, token) = await sweep.AsAsync(caller);
        var wrong = new List<string>();
        foreach (var method in MeshContracts.Methods.Values)
        {
            sweep.Reached.Paths.Clear();
            var refusal = await CallAsync(channel, method, body(method), token);
            var outcome = Outcome(refusal);
            if (outcome != expected(method) || sweep.Reached.Paths.Contains(method.Path) != (outcome == Reached))
            {
                wrong.Add($"{method.Path}: {outcome}, expected {expected(method)}; {refusal?.Status}");
            }
        }

        Assert.Empty(wrong);
    }

    private static string Outcome(RpcException? refusal) => refusal?.StatusCode switch
    {
        null => Reached,
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => RefusalReader.ReasonOf(refusal) ?? "no reason",
        var other => $"{other}",
    };

    private static Task<RpcException?> CallAsync(ChannelBase channel, MeshMethod method, byte[] body, string? token) =>
        AnyCall.TryAsync(channel, method.Path, body, AnyCall.Options(token), method.Descriptor.IsClientStreaming);
}
