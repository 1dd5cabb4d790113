using Grpc.Core;
using Mesh.Kela.BenefitRegister;
using Mesh.Kela.Tests.Hosts;
using Mesh.Statutes;
using Microsoft.EntityFrameworkCore;
using WireBenefit = Tyollisyys.Mesh.Protos.Kela.V1.Benefit;

namespace Mesh.Kela.Tests.BenefitRegister;

public sealed class ImportTests
{
    private static readonly DateOnly Monday = new(2023, 3, 6);
    private static readonly DateOnly Friday = new(2023, 3, 10);

    [Fact]
    public async Task Import_WhenRepeatedWithTheSameId_GivesTheFirstOutcomeAndWritesOnce()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        var request = Guid.CreateVersion7().ToString();
        var week = Payments.Of(People.Aino, Weekdays.Between(Monday, Friday));

        var first = await kela.ImportAsync(request, week);
        var second = await kela.ImportAsync(request, week);

        Assert.Equal(first, second);
        Assert.Equal((1, 5, 0), (first.Clients, first.PaidDays, first.RecoveredDays));
        Assert.Equal(5, (await kela.RowsAsync<PaidDayFact>()).Count);
        Assert.Single(await kela.RowsAsync<BenefitImport>());
    }

    [Fact]
    public async Task Import_WhenTheIdComesWithAnotherStream_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        var request = Guid.CreateVersion7().ToString();
        await kela.ImportAsync(request, Payments.Of(People.Aino, [Monday]));

        var reason = await Refused.ReasonAsync(kela.ImportAsync(request, Payments.Of(People.Aino, [Friday])));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), reason);
        Assert.Single(await kela.RowsAsync<PaidDayFact>());
    }

    [Fact]
    public async Task Import_WhenADayIsRecovered_LowersTheCountFromThenOnOnly()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(Monday, Friday)));
        var before = kela.Now;
        kela.MoveTo(Friday.AddDays(7));

        var response = await kela.ImportAsync(Payments.Of(People.Aino, recovered: [Monday]));

        var history = await kela.HistoryAsync(People.Aino);
        Assert.Equal(1, response.RecoveredDays);
        Assert.Equal(5, Count(history, before));
        Assert.Equal(4, Count(history, kela.Now));
        Assert.Equal(0, Count(history, before.AddTicks(-1)));
    }

    [Fact]
    public async Task Import_WhenARecoveredDayIsPaidAgain_CountsItAgain()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        await kela.ImportAsync(Payments.Of(People.Aino, [Monday, Friday]));
        await kela.ImportAsync(Payments.Of(People.Aino, recovered: [Monday]));

        await kela.ImportAsync(Payments.Of(People.Aino, [Monday]));

        Assert.Equal(2, Count(await kela.HistoryAsync(People.Aino), kela.Now));
        Assert.Equal(4, (await kela.RowsAsync<PaidDayFact>()).Count);
    }

    [Fact]
    public async Task Import_WhenADayMovesToTheOtherBenefit_CountsItThere()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        await kela.ImportAsync(Payments.Of(People.Aino, [Monday]));

        await kela.ImportAsync(
            Payments.Of(People.Aino, [Monday], benefit: WireBenefit.UnemploymentDailyAllowance),
            Payments.Of(People.Aino, recovered: [Monday]));

        var history = await kela.HistoryAsync(People.Aino);
        Assert.Equal(0, Count(history, kela.Now));
        Assert.Equal(1, Count(history, kela.Now, Benefit.UnemploymentDailyAllowance));
    }

    [Fact]
    public async Task Import_WhenTheStreamHasTooManyMessages_IsRefusedWhole()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        var messages = new[] { Payments.Header(Guid.CreateVersion7().ToString()), Payments.Message(Payments.Of(People.Aino, [Monday])) };

        var reason = await Refused.ReasonAsync(kela.SendAsync(messages, new ImportLimits(Messages: 1, Bytes: 10_000)));

        Assert.Equal((StatusCode.ResourceExhausted, "IMPORT_TOO_LARGE"), reason);
        Assert.Empty(await kela.RowsAsync<PaidDayFact>());
    }

    [Fact]
    public async Task Import_WhenTheStreamHasOneByteTooMany_IsRefusedWhole()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        var messages = new[] { Payments.Header(Guid.CreateVersion7().ToString()), Payments.Message(Payments.Of(People.Aino, [Monday])) };
        var size = messages.Sum(message => message.CalculateSize());

        var reason = await Refused.ReasonAsync(kela.SendAsync(messages, new ImportLimits(Messages: 2, Bytes: size - 1)));
        var whole = await kela.SendAsync(messages, new ImportLimits(Messages: 2, Bytes: size));

        Assert.Equal((StatusCode.ResourceExhausted, "IMPORT_TOO_LARGE"), reason);
        Assert.Equal(1, whole.PaidDays);
    }

    [Fact]
    public async Task Facts_WhenSomebodyChangesOne_StayAsTheyWere()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        await kela.ImportAsync(Payments.Of(People.Aino, [Monday]));

        foreach (var sql in new[] { "UPDATE paid_day_fact SET day = day", "DELETE FROM paid_day_fact", "DELETE FROM client_fact" })
        {
            await kela.AppendOnlyAsync(sql);
        }

        Assert.Equal(Monday, Assert.Single(await kela.RowsAsync<PaidDayFact>()).Day);
    }

    [Fact]
    public async Task ClientFacts_WhenTheClientMoves_AreDatedAndTheGroupIsUnknownAgain()
    {
        await using var kela = await KelaHost.StartAsync(Monday);
        await kela.ImportAsync(Payments.Of(People.Aino, group: "PILOT"));
        await kela.ImportAsync(Payments.Of(People.Aino));
        var before = kela.Now;
        kela.MoveTo(Friday);

        await kela.ImportAsync(Payments.Of(People.Aino, municipality: Payments.Vantaa));

        var history = await kela.HistoryAsync(People.Aino);
        Assert.Equal((Payments.Lappeenranta, "PILOT", Monday), Told(history.Client(before)!));
        Assert.Equal((Payments.Vantaa, null, Friday), Told(history.Client(kela.Now)!));
        Assert.Equal(2, history.Clients.Count);
    }

    private static (string, string?, DateOnly) Told(ClientFact fact) => (fact.HomeMunicipality, fact.ClientGroup, fact.ValidFrom);

    private static int Count(ClientHistory history, DateTimeOffset knownAt, Benefit benefit = Benefit.LabourMarketSubsidy) =>
        history.PaidDays(knownAt).Count(benefit, CountedWindow.UpTo(Friday)).Value;
}
