using System.Globalization;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Client;

namespace Mesh.Client.Tests;

/// <summary>Which calls are made again, and how often.</summary>
[Collection<ClientTests>]
public sealed class RetryTests(ClientTown town)
{
    private static readonly RefusalReason Down = Refusals.OwnerUnreachable;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Call_WhenUnavailableAndThenNot_Succeeds(int times)
    {
        town.Script.Write((number, _) => ThrowIf(number <= times, Down.Raise()));
        using var mesh = new MeshClient(town.AsPeer());

        var answer = await mesh.AcceptAsync();

        Assert.Equal((7, times + 1), (answer.CaseVersion, town.Script.Seen.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Call_WhenUnavailableAtEveryAttempt_FailsAfterTheLast(int attempts)
    {
        town.Script.Write((_, _) => throw Down.Raise());
        using var mesh = new MeshClient(town.AsPeer() with { Attempts = attempts });

        var failed = await Assert.ThrowsAsync<RpcException>(() => mesh.AcceptAsync());

        Assert.Equal((MeshReason.OwnerUnreachable, attempts), (MeshRefusal.Of(failed)?.Reason, town.Script.Seen.Count));
    }

    [Fact]
    public async Task Call_WhenItFailsWithAnyOtherCode_IsNotMadeAgain()
    {
        using var mesh = new MeshClient(town.AsPeer());
        foreach (var code in Enum.GetValues<StatusCode>().Except([StatusCode.OK, StatusCode.Unavailable]))
        {
            town.Script.Write((_, _) => throw new RefusalReason(code, "OF_TEST", "fi", "sv", "en").Raise());

            var failed = await Assert.ThrowsAsync<RpcException>(() => mesh.AcceptAsync());

            Assert.Equal((code, 1), (failed.StatusCode, town.Script.Seen.Count));
        }
    }

    [Fact]
    public async Task Call_WhenItsDeadlinePassesBeforeTheNextAttempt_EndsThere()
    {
        // The server asks to be called again in an hour; the deadline comes first.
        town.Script.Write((_, context) =>
        {
            context.ResponseTrailers.Add("grpc-retry-pushback-ms", TimeSpan.FromHours(1).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
            throw Down.Raise();
        });
        using var mesh = new MeshClient(town.AsPeer() with { Attempts = 5, Deadline = TimeSpan.FromSeconds(1) });

        var failed = await Assert.ThrowsAsync<RpcException>(() => mesh.AcceptAsync());

        Assert.Equal((StatusCode.DeadlineExceeded, 1), (failed.StatusCode, town.Script.Seen.Count));
    }

    [Fact]
    public async Task Call_WhenItIsMadeAgain_KeepsTheDeadlineOfTheFirst()
    {
        town.Script.Write((number, _) => ThrowIf(number < 3, Down.Raise()));
        using var mesh = new MeshClient(town.AsPeer());

        await mesh.AcceptAsync();

        // Of one instant, but for what rounding of grpc-timeout takes.
        var deadlines = town.Script.Seen.Select(call => call.Deadline).ToList();
        Assert.InRange(deadlines.Max() - deadlines.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Call_WhenTheContractCallsARepeatHarmfulOrSaysNothing_IsMadeOnce()
    {
        town.Script.Write((_, _) => throw Down.Raise());
        using var mesh = new MeshClient(town.AsOfficer());

        await Assert.ThrowsAsync<RpcException>(() => mesh.Eligibility()
            .EvaluateEligibilityAsync(new() { JobseekerId = Guid.CreateVersion7().ToString() }, cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);

        Assert.Single(town.Script.Seen);
    }

    [Fact]
    public async Task Call_WhenAReadIsUnavailable_IsMadeAgain()
    {
        town.Script.Write((number, _) => ThrowIf(number == 1, Down.Raise()));
        using var mesh = new MeshClient(town.AsOfficer());

        await mesh.ListAsync();

        Assert.Equal(2, town.Script.Seen.Count);
    }

    [Fact]
    public async Task Stream_WhenUnavailable_IsNotSentAgain()
    {
        town.Script.Write((_, _) => throw Down.Raise());
        using var mesh = new MeshClient(town.AsOwnSystem());

        var failed = await Assert.ThrowsAsync<RpcException>(() => mesh.ImportAsync());

        Assert.Equal((StatusCode.Unavailable, 1), (failed.StatusCode, town.Script.Seen.Count));
    }

    private static void ThrowIf(bool wanted, RpcException refusal)
    {
        if (wanted)
        {
            throw refusal;
        }
    }
}
