using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Journal;
using Mesh.Kela.SocialAssistance;
using Mesh.Kela.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Kela.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.SocialAssistance;

public sealed class RecordingTests
{
    private static readonly string Other = People.Born(new(1990, 1, 1), 901);

    [Fact]
    public async Task Record_WhenRepeatedWithTheSameId_GivesTheFirstOutcomeAndWritesOnce()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        var request = Guid.CreateVersion7().ToString();
        var year = Of(People.Eetu, Months("2022-12", 12));

        var first = await kela.RecordAsync(request, year);
        var second = await kela.RecordAsync(request, year);

        Assert.Equal(first, second);
        Assert.Equal((12, 0, 1, 0, 0), (first.GrantedMonths, first.WithdrawnMonths, first.Notices, first.Unaddressed, first.MainLivelihoodUnknown));
        Assert.Equal(12, (await kela.RowsAsync<AssistanceMonthFact>()).Count);
        Assert.Single(await kela.OutboxAsync());
    }

    [Fact]
    public async Task Record_WhenTheIdComesWithAnotherBody_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        var request = Guid.CreateVersion7().ToString();
        await kela.RecordAsync(request, Of(People.Eetu, ["2023-11"]));

        var reason = await Refused.ReasonAsync(kela.RecordAsync(request, Of(People.Eetu, ["2023-10"])));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), reason);
        Assert.Single(await kela.RowsAsync<AssistanceMonthFact>());
    }

    [Fact]
    public async Task Record_WhenSeveralThingsAreWrong_NamesAllAndWritesNothing()
    {
        await using var kela = await KelaHost.StartAsync(Day("30.11.2023"));

        var violations = await Refused.ViolationsAsync(kela.RecordAsync(
            "no-uuid",
            Of(People.Eetu, ["2023-13", "2023-10", "2023-10", "2024-11", "2024-12", ""], ["2023-10", "2023-09", "2023-09", "1988-08", "1988-09"]),
            Of("030988-917E", ["2023-10"], municipality: "40"),
            Of(People.Eetu),
            Of(People.Born(new(1990, 1, 1), 899))));

        Assert.Equal(
            [
                ("request_id", "FORMAT_UUID"),
                ("clients[0].granted[5].month", "REQUIRED"),
                ("clients[1].personal_identity_code", "IDENTITY_CODE_CHECK_CHARACTER"),
                ("clients[1].home_municipality", "FORMAT_MUNICIPALITY_CODE"),
                ("clients[0].granted[0].month", "FORMAT_MONTH"),
                ("clients[0].granted[2].month", "MONTH_GRANTED_TWICE"),
                ("clients[0].granted[4].month", "TOO_FAR_AHEAD"),
                ("clients[0].withdrawn[0]", "MONTH_GRANTED_AND_WITHDRAWN"),
                ("clients[0].withdrawn[2]", "MONTH_WITHDRAWN_TWICE"),
                ("clients[0].withdrawn[3]", "BEFORE_BIRTH"),
                ("clients[2].personal_identity_code", "CLIENT_TWICE"),
                ("clients[3].personal_identity_code", AcceptedCodes.NotArtificial),
            ],
            violations);
        Assert.Empty(await kela.RowsAsync<AssistanceRecording>());
    }

    [Fact]
    public async Task Record_WhenOnlyTheRegisterShowsTheFaults_NamesAllAndWritesNothing()
    {
        await using var kela = await KelaHost.StartAsync(Day("30.11.2023"));
        await kela.RecordAsync(Of(People.Eetu, ["2023-09"]));
        await kela.RecordAsync(Of(People.Eetu, withdrawn: ["2023-09"]));

        var violations = await Refused.ViolationsAsync(kela.RecordAsync(
            Of(Other, ["2023-10"]), Of(People.Eetu, ["2023-10"], ["2023-08", "2023-09"]), Of(People.Aino, withdrawn: ["2023-10"])));

        Assert.Equal(
            [
                ("clients[1].withdrawn[0]", "MONTH_NOT_GRANTED"),
                ("clients[1].withdrawn[1]", "MONTH_NOT_GRANTED"),
                ("clients[2].withdrawn[0]", "MONTH_NOT_GRANTED"),
            ],
            violations);
        Assert.Equal(2, (await kela.RowsAsync<AssistanceMonthFact>()).Count);
        Assert.Equal(2, (await kela.RowsAsync<AssistanceRecording>()).Count);
    }

    [Fact]
    public async Task Record_WhenAMonthIsCorrected_KeepsWhatWasKnownBefore()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, ["2023-09", "2023-10"], main: MainLivelihood.Unspecified));
        var before = kela.Now;
        kela.MoveTo(Day("2.12.2023"));

        var corrected = await kela.RecordAsync(Of(People.Eetu, ["2023-10"], ["2023-09"]));
        var same = await kela.RecordAsync(Of(People.Eetu, ["2023-10"]));

        var history = new AssistanceHistory(await kela.RowsAsync<AssistanceMonthFact>(), await kela.RowsAsync<AssistanceClientFact>());
        Assert.Equal((1, 1, 0), (corrected.GrantedMonths, corrected.WithdrawnMonths, same.GrantedMonths));
        Assert.Equal(
            [(Day("1.9.2023"), MainLivelihood.Unspecified), (Day("1.10.2023"), MainLivelihood.Unspecified)],
            history.Granted(before).Select(fact => (fact.Month, fact.MainLivelihood)));
        Assert.Equal([(Day("1.10.2023"), MainLivelihood.Yes)], history.Granted(kela.Now).Select(fact => (fact.Month, fact.MainLivelihood)));
        Assert.Empty(history.Granted(before.AddTicks(-1)));
    }

    [Theory]
    [InlineData(Payments.Lappeenranta, "", Payments.Lappeenranta, "PILOT")]
    [InlineData(Payments.Vantaa, "", Payments.Vantaa, null)]
    [InlineData(Payments.Lappeenranta, "GENERAL", Payments.Lappeenranta, "GENERAL")]
    public async Task Record_WhenTheClientHasMoved_KeepsTheGroupOnlyWhereItWasStated(
        string municipality, string group, string expected, string? expectedGroup)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, ["2023-11"], group: "PILOT"));

        await kela.RecordAsync(Of(People.Eetu, municipality: municipality, group: group));

        var client = new AssistanceHistory([], await kela.RowsAsync<AssistanceClientFact>()).Client(kela.Now)!;
        Assert.Equal((expected, expectedGroup), (client.HomeMunicipality, client.ClientGroup));
    }

    [Theory]
    [InlineData("UPDATE assistance_month_fact SET kind = 2")]
    [InlineData("DELETE FROM assistance_month_fact")]
    [InlineData("DELETE FROM assistance_client_fact")]
    [InlineData("UPDATE assistance_recording SET system_name = ''")]
    public async Task Facts_WhenSomebodyChangesThem_StayAsTheyWere(string sql)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, ["2023-11"]));

        await kela.AppendOnlyAsync(sql);
    }

    [Fact]
    public async Task Record_WhenTwoClientsReachIt_EachIsAFlowOfItsOwn()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));

        var response = await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)), Of(Other, Months("2022-12", 12)));

        var journal = await kela.RowsAsync<JournalRow>();
        Assert.Equal(2, response.Notices);
        Assert.Equal(3, journal.Select(row => row.FlowId).Distinct().Count());
        Assert.Equal(["F01 ProlongedAssistanceDetected", "F01 ProlongedAssistanceDetected", "RecordAssistanceMonths"], journal.Select(row => row.Step).Order());
    }
}
