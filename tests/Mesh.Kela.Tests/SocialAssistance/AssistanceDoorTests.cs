using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.Kela.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.SocialAssistance;

/// <summary>SOCIAL_ASSISTANCE_MONTHS through Kela's own door: to whom, and how much.</summary>
public sealed class AssistanceDoorTests
{
    [Fact]
    public async Task Disclosure_WhenTheRegionAsksByTheNotice_NamesThePersonAndTheMonthsOfTheLaw()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-10", 16), group: "GENERAL"));

        var content = await AskAsync(kela, KelaHost.SouthKarelia);

        Assert.Equal(People.Eetu, content.PersonalIdentityCode);
        var told = content.SocialAssistanceMonths;
        Assert.Equal(Months("2022-12", 12), told.Months.Select(month => month.Month));
        Assert.All(told.Months, month => Assert.Equal(MainLivelihood.Yes, month.MainLivelihood));
        Assert.Equal(
            ("2023-12-01", 14, "ASSISTANCE_MONTHS_FROM_25", "FROM_25", Payments.Lappeenranta, "GENERAL"),
            (told.AsOf, told.EndedMonthsInARow, told.ThresholdCode, told.AgeGroup, told.HomeMunicipality, told.ClientGroup));
    }

    [Theory]
    [InlineData("2023-11-30", 11, 13)]
    [InlineData("2023-12-01", 12, 14)]
    public async Task Disclosure_WhenAskedAsOfADay_LeavesOutWhatHadNotEnded(string asOf, int inWindowOfTold, int inARow)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-10", 14)));

        var told = (await AskAsync(kela, KelaHost.SouthKarelia, asOf)).SocialAssistanceMonths;

        Assert.Equal((asOf, inARow), (told.AsOf, told.EndedMonthsInARow));
        Assert.Equal(inWindowOfTold, told.Months.Count(month => string.CompareOrdinal(month.Month, "2022-12") >= 0));
        Assert.Equal(12, told.Months.Count);
    }

    [Fact]
    public async Task Disclosure_WhenTheClientIsUnder25_TellsFourMonthsAndTheAgeGroup()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Aino, Months("2023-06", 6)));

        var told = (await AskAsync(kela, KelaHost.SouthKarelia)).SocialAssistanceMonths;

        Assert.Equal(Months("2023-08", 4), told.Months.Select(month => month.Month));
        Assert.Equal((6, "UNDER_25", "ASSISTANCE_MONTHS_UNDER_25"), (told.EndedMonthsInARow, told.AgeGroup, told.ThresholdCode));
    }

    [Fact]
    public async Task Disclosure_WhenAMonthWasCorrectedAfterTheNotice_TellsWhatIsKnownNow()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        await kela.RecordAsync(Of(People.Eetu, ["2023-06"], ["2023-05"], main: MainLivelihood.Unspecified));

        var told = (await AskAsync(kela, KelaHost.SouthKarelia)).SocialAssistanceMonths;

        Assert.Equal((11, 5), (told.Months.Count, told.EndedMonthsInARow));
        Assert.Equal(MainLivelihood.Unspecified, told.Months.Single(month => month.Month == "2023-06").MainLivelihood);
        Assert.DoesNotContain("2023-05", told.Months.Select(month => month.Month));
    }

    [Theory]
    [InlineData("3221347-3/SOCIAL_CARE")]
    [InlineData("2296962-1/LABOUR_AUTHORITY")]
    public async Task Disclosure_WhenAnotherThanTheRecipientAsks_IsRefused(string asker)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        Assert.True(Participation.TryParse(asker, out var other));

        Assert.Equal((StatusCode.PermissionDenied, "NO_BASIS"), await Refused.ReasonAsync(AskAsync(kela, other)));
    }

    [Fact]
    public async Task Disclosure_WhenAskedForADayBeforeTheFormalisedLaw_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-10", 14)));

        Assert.Equal((StatusCode.PermissionDenied, "NO_BASIS"), await Refused.ReasonAsync(AskAsync(kela, KelaHost.SouthKarelia, "2022-12-31")));
        Assert.NotNull((await AskAsync(kela, KelaHost.SouthKarelia, "2023-01-01")).SocialAssistanceMonths);
    }

    private static async Task<DisclosedContent> AskAsync(KelaHost kela, Participation asker, string asOf = "")
    {
        var notice = (await kela.OutboxAsync())[0].Id.ToString();
        var answer = await kela.As<DisclosureService.DisclosureServiceClient>(new Caller(CallerKind.Participant, asker)).DiscloseAsync(TestKit.TestSigners.Sign(
            new DiscloseRequest
            {
                RequestId = Guid.CreateVersion7().ToString(),
                Subject = new Subject { NoticeId = notice },
                Purpose = Purpose.ActivationPlanNeed,
                Categories = { DataCategory.SocialAssistanceMonths },
                AsOf = asOf,
                Proof = new CaseProof { NoticeId = notice },
                Actor = Actors.System("ProlongedAssistance"),
            },
            asker,
            KelaHost.Self,
            kela.Time.GetUtcNow()));
        return DisclosedContent.Parser.ParseFrom(answer.Content);
    }
}
