using System.Collections.Concurrent;
using Mesh.Messaging.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Sending;

/// <summary>A lane over a transport that takes many at once.</summary>
public sealed class OutboxLaneTests
{
    private static readonly string First = Guid.CreateVersion7().ToString();
    private static readonly string Second = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task Drain_WhenTransportTakesManyAtOnce_CasesGoAtOnceAndEachInOrder()
    {
        await using var town = await StartAsync();
        await TellAsync(town, (First, 1), (First, 2), (Second, 1), (Second, 2));
        var (begun, two) = (new ConcurrentQueue<string>(), new TaskCompletionSource());
        town.TeOffice.Transport.Sending = async (envelope, cancellation) =>
        {
            begun.Enqueue(envelope.Data);
            if (begun.Count == 2)
            {
                two.SetResult();
            }

            // None goes on before a second one has begun.
            await two.Task.WaitAsync(cancellation);
        };

        await town.TeOffice.DispatchAsync();

        Assert.Equal(4, town.TeOffice.Transport.Sent);
        Assert.All(new[] { First, Second }, about => Assert.Equal([1], VersionsOf(about, begun.Take(2))));
        Assert.All(new[] { First, Second }, about => Assert.Equal([1, 2], VersionsOf(about, begun)));
        Assert.All(await town.TeOffice.RowsAsync<OutboxRow>(), row => Assert.NotNull(row.SentAt));
    }

    [Fact]
    public async Task Drain_WhenOneOfACaseFails_ItsLaterOnesWaitAndOthersGo()
    {
        await using var town = await StartAsync();
        await TellAsync(town, (First, 1), (First, 2), (Second, 1), (Second, 2));
        town.TeOffice.Transport.Sending = (envelope, _) => envelope.Data.Contains(First, StringComparison.Ordinal) ? throw new IOException() : Task.CompletedTask;

        await town.TeOffice.DispatchAsync();

        var rows = (await town.TeOffice.RowsAsync<OutboxRow>()).OrderBy(row => row.Sequence).ToList();
        Assert.Equal([(false, 1), (false, 0), (true, 0), (true, 0)], rows.Select(row => (row.SentAt is not null, row.Attempts)));
    }

    [Fact]
    public async Task Drain_WhenRecipientIsDown_StopsAfterThreeFailuresOfOneWave()
    {
        await using var town = await StartAsync();
        town.TeOffice.Transport.AtOnce = 2;
        await TellAsync(town, [.. Enumerable.Range(0, 10).Select(_ => (Guid.CreateVersion7().ToString(), 1))]);
        town.TeOffice.Transport.Sending = (_, _) => throw new IOException();

        await town.TeOffice.DispatchAsync();

        // Two at once: the third failure is of the second pair, whose fourth had begun beside it or had not.
        Assert.InRange((await town.TeOffice.RowsAsync<OutboxRow>()).Count(row => row.Attempts == 1), 3, 4);
    }

    [Fact]
    public async Task Stop_WhenSomeOfThoseAtOnceAreSent_OnlyTheOthersAreSentAgain()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var town = await StartAsync();
        await TellAsync(town, (First, 1), (Second, 1));
        var (waits, sent) = (new TaskCompletionSource(), new TaskCompletionSource());
        town.TeOffice.Transport.Sending = (envelope, cancellation) =>
        {
            if (envelope.Data.Contains(First, StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            waits.SetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        };
        town.TeOffice.Transport.After = _ => sent.SetResult();
        await town.TeOffice.Dispatcher.StartAsync(stop);
        await Task.WhenAll(waits.Task, sent.Task).WaitAsync(stop);

        await town.TeOffice.Dispatcher.StopAsync(stop);

        var rows = (await town.TeOffice.RowsAsync<OutboxRow>()).OrderBy(row => row.Sequence).ToList();
        Assert.Equal([(true, 0), (false, 0)], rows.Select(row => (row.SentAt is not null, row.Attempts)));
    }

    private static async Task<Town> StartAsync()
    {
        var town = await Town.StartAsync();
        town.TeOffice.Transport.AtOnce = 64;
        return town;
    }

    private static Task<bool> TellAsync(Town town, params (string CaseId, int Version)[] notices) => town.TeOffice.ActAsync((outbox, _) =>
    {
        foreach (var (about, version) in notices)
        {
            outbox.Add(
                new PlanSigned { CaseId = about, CaseVersion = version, PlanVersion = 1, SignerRole = SignerRole.Client },
                Participants.Region,
                "F07 PlanSigned");
        }

        return Task.FromResult(true);
    });

    private static IEnumerable<int> VersionsOf(string about, IEnumerable<string> sent) => sent
        .Select(PlanSigned.Parser.ParseJson)
        .Where(notice => notice.CaseId == about)
        .Select(notice => (int)notice.CaseVersion);
}
