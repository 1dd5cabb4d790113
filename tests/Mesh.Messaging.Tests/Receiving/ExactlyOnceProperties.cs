using CsCheck;
using Mesh.Messaging.Tests.Hosts;
using Mesh.Messaging.Tests.Parking;

namespace Mesh.Messaging.Tests.Receiving;

/// <summary>Whatever comes twice, fails, dies half-way or is replayed: each handler's effect is there once.</summary>
public sealed class ExactlyOnceProperties
{
    private enum Step
    {
        Tell,
        Dispatch,
        DispatchWhilePeerIsDown,
        DieAfterPeerCommitted,
        FailFirst,
        FailSecond,
        DoorIsClosed,
        Heal,
        DeliverOldTwiceAtOnce,
        Replay,
        Sweep,
    }

    [Fact]
    public async Task Effects_WhenAnythingInterleaves_AreThereOncePerHandler() =>
        await Gen.Int[0, Enum.GetValues<Step>().Length - 1].Select(step => (Step)step).List[4, 16].SampleAsync(
            async steps =>
            {
                await using var town = await Town.StartAsync();
                var told = new List<NoticeEnvelope>();
                foreach (var step in steps)
                {
                    await PlayAsync(town, step, told);
                    Assert.All(await CountsAsync(town), counted => Assert.Equal(1, counted.Value));
                }

                town.Region.Script.Heal();
                town.Time.Advance(TimeSpan.FromMinutes(2));
                await town.TeOffice.DispatchAsync();
                await ReplayAllAsync(town);

                Assert.All(await town.TeOffice.RowsAsync<OutboxRow>(), row => Assert.NotNull(row.SentAt));
                Assert.Empty(await town.Region.RowsAsync<ParkedRow>());
                var expected = told.SelectMany(envelope => new[] { (envelope.Id, "first"), (envelope.Id, "second") }).ToHashSet();
                var counts = await CountsAsync(town);
                Assert.Equal(expected, counts.Keys.ToHashSet());
                Assert.All(counts, counted => Assert.Equal(1, counted.Value));
            },
            iter: 60,
            threads: 1);

    private static async Task PlayAsync(Town town, Step step, List<NoticeEnvelope> told)
    {
        var (sender, receiver) = (town.TeOffice, town.Region);
        switch (step)
        {
            case Step.Tell:
                var id = await sender.TellAsync(Town.Signed(told.Count + 1), Participants.Region);
                told.Add(NoticeEnvelope.Parse((await sender.RowsAsync<OutboxRow>()).Single(row => row.NoticeId == id).Envelope).Value);
                break;
            case Step.Dispatch:
                town.Time.Advance(TimeSpan.FromSeconds(2));
                await sender.DispatchAsync();
                break;
            case Step.DispatchWhilePeerIsDown:
                sender.Transport.Before = _ => throw new TransientNoticeException("UNAVAILABLE");
                await sender.DispatchAsync();
                sender.Transport.Before = _ => { };
                break;
            case Step.DieAfterPeerCommitted:
                sender.Transport.After = _ => throw new IOException();
                town.Time.Advance(TimeSpan.FromMinutes(1));
                await sender.DispatchAsync();
                sender.Transport.After = _ => { };
                break;
            case Step.FailFirst:
                receiver.Script.Acting = name => name == "first" ? throw new InvalidDataException() : Task.CompletedTask;
                break;
            case Step.FailSecond:
                receiver.Script.Preparing = name => name == "second" ? throw new InvalidDataException() : Task.CompletedTask;
                break;
            case Step.DoorIsClosed:
                receiver.Script.Preparing = _ => throw new TransientNoticeException("UNAVAILABLE");
                break;
            case Step.Heal:
                receiver.Script.Heal();
                break;
            case Step.DeliverOldTwiceAtOnce:
                await Task.WhenAll(told.Take(2).SelectMany(envelope => new[] { envelope, envelope }).Select(envelope => DeliverAsync(receiver, envelope)));
                break;
            case Step.Replay:
                await ReplayAllAsync(town);
                break;
            case Step.Sweep:
                await receiver.Retention.SweepAsync(CancellationToken.None);
                await sender.Retention.SweepAsync(CancellationToken.None);
                break;
        }
    }

    private static async Task DeliverAsync(TestHost receiver, NoticeEnvelope envelope)
    {
        await Task.Yield();
        try
        {
            await receiver.Receiver.ReceiveAsync(envelope, Participants.TeOffice, CancellationToken.None);
        }
        catch (TransientNoticeException)
        {
            // The sender's to send again.
        }
    }

    private static async Task ReplayAllAsync(Town town)
    {
        foreach (var row in await town.Region.RowsAsync<ParkedRow>())
        {
            try
            {
                await Operator.ReplayAsync(town.Region, row.NoticeId.ToString());
            }
            catch (Grpc.Core.RpcException)
            {
                // Still fails, and stays.
            }
        }
    }

    private static async Task<Dictionary<(Guid, string), int>> CountsAsync(Town town) =>
        (await town.Region.RowsAsync<Effect>())
            .GroupBy(effect => (effect.NoticeId, effect.What))
            .ToDictionary(group => group.Key, group => group.Count());
}
