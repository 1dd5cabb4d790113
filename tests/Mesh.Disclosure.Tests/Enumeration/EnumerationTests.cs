using Grpc.Core;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Whoever asks about many people unknown here within an hour is noticed.</summary>
public sealed class EnumerationTests
{
    private const int Most = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_WhenFewerThanTheLimitAreUnknown_RaisesNothing()
    {
        await using var holder = await OpenAsync();
        var people = People.Many().Take(Most - 1).ToList();
        foreach (var who in people)
        {
            await AskAsync(holder, People.Region, who);
            await AskAsync(holder, People.Region, who);
        }

        // Known people do not count, nor do those whom another asked about.
        foreach (var who in People.Many().Skip(10).Take(Most))
        {
            await holder.KnowAsync(who);
            await AskAsync(holder, People.Region, who);
        }

        await AskAsync(holder, People.Kela, People.Many().ElementAt(Most));

        Assert.Equal(0, await LookAsync(holder));
        Assert.Empty(await AlarmsAsync(holder));
    }

    [Fact]
    public async Task Look_WhenTheLimitIsReached_RaisesOneAlarmThatNamesTheRequesterAndNobodyElse()
    {
        await using var holder = await OpenAsync();
        await EnumerateAsync(holder, 0);

        Assert.Equal((1, 0), (await LookAsync(holder), await LookAsync(holder)));

        var alarm = Assert.Single(await AlarmsAsync(holder));
        Assert.Equal((People.Region.ToString(), Most), (alarm.Requester, (int)alarm.People));
        Assert.Equal(TimeSpan.FromHours(1), alarm.RaisedAt - alarm.Since);
        Assert.Equal(
            ["AlarmId", "People", "RaisedAt", "Requester", "Since"],
            typeof(EnumerationAlarmRow).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal));

        // Whoever asks so is answered as before.
        Assert.Equal(StatusCode.PermissionDenied, (await AskAsync(holder, People.Region, People.Aino)).StatusCode);
    }

    [Fact]
    public async Task Look_WhenAnHourHasPassed_CountsAnew()
    {
        await using var holder = await OpenAsync();
        await EnumerateAsync(holder, 0);
        await LookAsync(holder);

        holder.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(0, await LookAsync(holder));
        await EnumerateAsync(holder, 0);
        Assert.Equal(1, await LookAsync(holder));
        Assert.Equal(2, (await AlarmsAsync(holder)).Count);
    }

    [Fact]
    public async Task Look_WhenCasesAreTriedOut_CountsThemToo()
    {
        await using var holder = await OpenAsync();
        for (var tried = 0; tried < Most; tried++)
        {
            var request = TestHolder.Request(People.Aino);
            request.Subject = new Subject { CaseId = TestHolder.Id() };
            await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, request));
        }

        Assert.Equal(1, await LookAsync(holder));
    }

    [Fact]
    public async Task Promise_WhenAnAlarmWasRaised_IsNotKeptForADay()
    {
        await using var holder = await OpenAsync();
        Assert.True(await WitnessedTown.IsKeptAsync<EnumerationPromise>(holder, "no alarm"));
        await EnumerateAsync(holder, 0);
        await LookAsync(holder);

        Assert.False(await WitnessedTown.IsKeptAsync<EnumerationPromise>(holder, $"{People.Region} asked about 3 unknown people"));
        holder.Time.Advance(TimeSpan.FromHours(23));
        Assert.False(await WitnessedTown.IsKeptAsync<EnumerationPromise>(holder, $"{People.Region}"));
        holder.Time.Advance(TimeSpan.FromHours(2));
        Assert.True(await WitnessedTown.IsKeptAsync<EnumerationPromise>(holder, "no alarm"));
    }

    [Fact]
    public async Task Alarm_WhenChanged_IsRefusedByTheDatabase()
    {
        await using var holder = await OpenAsync();
        await EnumerateAsync(holder, 0);
        await LookAsync(holder);

        await holder.InAsync(async services =>
        {
            await AppendOnlyRefusal.OfAsync(services, "UPDATE enumeration_alarm SET people = 0");
            await AppendOnlyRefusal.OfAsync(services, "DELETE FROM enumeration_alarm");
            return true;
        });
    }

    [Fact]
    public async Task Service_WhenThisReplicaIsTheActiveOne_Looks()
    {
        var saved = new AlarmSaved();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, saved);
        holder.Limits = holder.Limits with { UnknownPerHour = Most };
        await EnumerateAsync(holder, 0);
        await using var scope = holder.Scope();
        var replica = scope.ServiceProvider.Get<ActiveReplica>();
        using var service = ActivatorUtilities.CreateInstance<EnumerationService>(scope.ServiceProvider);

        await replica.StartAsync(Cancellation);
        await service.StartAsync(Cancellation);
        Assert.Equal(People.Region.ToString(), await saved.Requester.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        await service.StopAsync(Cancellation);
        await replica.StopAsync(Cancellation);
    }

    internal static async Task EnumerateAsync(TestHolder holder, int from)
    {
        foreach (var who in People.Many().Skip(from).Take(Most))
        {
            await AskAsync(holder, People.Region, who);
        }
    }

    internal static Task<int> LookAsync(TestHolder holder) => holder.InAsync(services => services.Get<EnumerationWatch>().LookAsync(Cancellation));

    private static async Task<TestHolder> OpenAsync()
    {
        var holder = await TestHolder.OpenAsync(People.Municipality);
        holder.Limits = new DoorLimits { UnknownPerHour = Most };
        return holder;
    }

    private static Task<List<EnumerationAlarmRow>> AlarmsAsync(TestHolder holder) => holder.RowsAsync<EnumerationAlarmRow>(row => row.AlarmId);

    private static Task<RpcException> AskAsync(TestHolder holder, Participation requester, PersonalIdentityCode who) => Assert.ThrowsAsync<RpcException>(
        () => holder.AskAsync(requester, TestSigners.Sign(TestHolder.Request(who), requester, People.Municipality, holder.Time.GetUtcNow())));

    private sealed class AlarmSaved : SaveChangesInterceptor
    {
        private readonly TaskCompletionSource<string> _requester = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Requester => _requester.Task;

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context?.ChangeTracker.Entries<EnumerationAlarmRow>().FirstOrDefault() is { } alarm)
            {
                _requester.TrySetResult(alarm.Entity.Requester);
            }

            return base.SavedChangesAsync(eventData, result, cancellationToken);
        }
    }
}
