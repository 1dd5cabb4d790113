using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.Hosting.Tests.Calls;

[Collection<TownTests>]
public sealed class FaultBoundaryTests(Town town)
{
    private static readonly RefusalReason Stale = new(StatusCode.Aborted, "PLAN_VERSION_STALE", "Vanha.", "Gammal.", "Stale.");

    [Fact]
    public async Task Call_WhenHandlerThrows_IsAFaultWithCorrelationIdAndNoWordOfIt()
    {
        town.Script.Act = (_, _, _) => throw new InvalidOperationException("Veera Harjoite, 240895-9569", new FormatException("Kotikatu 5"));

        var fault = await town.RefusedAsync(Town.Acceptance());

        Assert.Equal((StatusCode.Internal, "FAULT"), (fault.StatusCode, RefusalReader.ReasonOf(fault)));
        var correlation = RefusalReader.MetadataOf(fault)["correlation_id"];
        Assert.Matches("^[0-9a-f]{32}$", correlation);
        var line = Assert.Single(town.Host.Log.Split('\n'), line => line.Contains(correlation, StringComparison.Ordinal) && line.Contains("AcceptInvitation failed", StringComparison.Ordinal));
        Assert.Contains("System.InvalidOperationException", line, StringComparison.Ordinal);
        foreach (var personal in (string[])["Veera", "240895-9569", "Kotikatu"])
        {
            Assert.DoesNotContain(personal, fault.Status.Detail + fault.Trailers.GetRpcStatus(), StringComparison.Ordinal);
            Assert.DoesNotContain(personal, town.Host.Log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Call_WhenHandlerRefuses_PassesTheRefusalIntact()
    {
        town.Script.Act = (_, _, _) => throw Stale.Raise(("version", "4"));

        var refusal = await town.RefusedAsync(Town.Acceptance());

        Assert.Equal((StatusCode.Aborted, "Stale."), (refusal.StatusCode, refusal.Status.Detail));
        Assert.Equal(("PLAN_VERSION_STALE", "4"), (RefusalReader.ReasonOf(refusal), RefusalReader.MetadataOf(refusal)["version"]));
        Assert.Equal(Stale.Raise(("version", "4")).Trailers.GetRpcStatus(), refusal.Trailers.GetRpcStatus());
    }

    [Fact]
    public async Task Call_WhenHandlerMeetsDamagedEvidence_IsDataLoss()
    {
        town.Script.Act = (_, _, _) => throw new EvidenceDamagedException("PLAN_DIGEST_MISMATCH");

        var refusal = await town.RefusedAsync(Town.Acceptance());

        Assert.Equal((StatusCode.DataLoss, "PLAN_DIGEST_MISMATCH"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
    }

    [Fact]
    public async Task Call_WhenHandlersOwnConnectionFails_DoesNotTellHow()
    {
        town.Script.Act = (_, _, _) => throw new RpcException(
            new Status(StatusCode.Unavailable, "Error connecting to subchannel. SocketException: 10.1.2.3:5432"), [new("server", "kela-db-1")]);

        var refusal = await town.RefusedAsync(Town.Acceptance());

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        Assert.DoesNotContain("10.1.2.3", refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Null(refusal.Trailers.GetValue("server"));
    }

    [Theory]
    [InlineData("240895-9569")]
    [InlineData("CODE_240895")]
    [InlineData("Veera Harjoite")]
    public async Task Call_WhenAPeersReasonIsNoCode_NothingOfItIsPassedOn(string reason)
    {
        town.Script.Act = (_, _, _) => throw new RefusalReason(StatusCode.FailedPrecondition, reason, "Veera", "Veera", "Veera").Raise();

        var refusal = await town.RefusedAsync(Town.Acceptance());

        Assert.Equal((StatusCode.FailedPrecondition, null), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
        Assert.DoesNotContain("Veera", refusal.Status.Detail + refusal.Trailers.GetRpcStatus(), StringComparison.Ordinal);
        Assert.DoesNotContain(reason, town.Host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WhenCallerGivesUp_EndsTheHandlerWithoutAFault()
    {
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        town.Script.Write<AcceptInvitationResponse>(async (_, _, context) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
                return new();
            }
            finally
            {
                ended.SetResult();
            }
        });
        var faults = Faults();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var call = town.RefusedAsync(Town.Acceptance(), options: new CallOptions(deadline: AnyCall.Soon, cancellationToken: patience.Token));
        await begun.Task;
        await patience.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await call).StatusCode);
        await ended.Task;
        Assert.Equal(faults, Faults());
    }

    [Fact]
    public async Task Call_WhenRefusalCannotBeJournaled_IsRefusedAllTheSame()
    {
        town.Script.Act = async (services, _, _) =>
        {
            await TestStorage.TamperAsync(
                services.GetRequiredService<StoragePlace>(), "ALTER TABLE flow_journal RENAME TO flow_journal_away", CancellationToken.None);
            throw Stale.Raise();
        };
        var inFlow = AnyCall.Options(null, true, (CallGate.FlowHeader, Guid.CreateVersion7().ToString()));
        try
        {
            var refusal = await town.RefusedAsync(Town.Acceptance(), options: inFlow);
            Assert.Equal("PLAN_VERSION_STALE", RefusalReader.ReasonOf(refusal));
        }
        finally
        {
            await TestStorage.TamperAsync(
                town.Host.Services.GetRequiredService<StoragePlace>(), "ALTER TABLE flow_journal_away RENAME TO flow_journal", CancellationToken.None);
        }
    }

    private int Faults() => town.Host.Log.Split('\n').Count(line => line.Contains("AcceptInvitation failed", StringComparison.Ordinal));
}
