using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.Kela.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.Pointers;

/// <summary>F18: that benefits were paid and services told of, from when to when; never which days.</summary>
public sealed class BenefitPointerTests
{
    private const string Unit = "Kansaneläkelaitos (Kela)";
    private static readonly string Kela = KelaHost.Self.ToString();

    [Fact]
    public async Task Services_WhenBenefitsWerePaid_AreToldFromTheFirstToTheLastDayByThen()
    {
        await using var kela = await KelaHost.StartAsync(Day("2.10.2023"));
        await kela.RecordAsync(Of(People.Eetu, [.. Months("2022-11", 2), .. Months("2023-03", 1)]));
        Assert.Null((await ToldAsync(kela, "31.10.2022")).ServicePointers);

        Assert.Equal(
            [
                ("BASIC_SOCIAL_ASSISTANCE", Kela, Unit, "2022-11-01", "2022-12-31"),
                ("BASIC_SOCIAL_ASSISTANCE", Kela, Unit, "2023-03-01", "2023-03-31"),
            ],
            await PointersAsync(kela, "2.10.2023"));
        Assert.Single(await PointersAsync(kela, "28.2.2023"));

        await kela.ImportAsync(
            Payments.Of(People.Eetu, Weekdays.Between(Day("3.4.2023"), Day("29.9.2023"))),
            Payments.Of(People.Eetu, Weekdays.Between(Day("1.9.2022"), Day("30.9.2022")), benefit: Benefit.UnemploymentDailyAllowance));

        Assert.Equal(
            [
                ("UNEMPLOYMENT_DAILY_ALLOWANCE", Kela, Unit, "2022-09-01", "2022-09-30"),
                ("BASIC_SOCIAL_ASSISTANCE", Kela, Unit, "2022-11-01", "2022-12-31"),
                ("BASIC_SOCIAL_ASSISTANCE", Kela, Unit, "2023-03-01", "2023-03-31"),
                ("LABOUR_MARKET_SUBSIDY", Kela, Unit, "2023-04-03", "2023-09-29"),
            ],
            await PointersAsync(kela, "2.10.2023"));
        Assert.Equal("2023-04-28", (await PointersAsync(kela, "30.4.2023"))[^1].EndsOn);
    }

    [Fact]
    public async Task Services_WhenALabourAuthorityToldOfOne_PointAtWhoOrganisesIt()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.4.2024"));
        foreach (var (version, ended) in new[] { (1, ""), (2, "2024-04-19") })
        {
            kela.Doors.Answer = _ => FakeDoors.Given(Participation(ended));
            await kela.ReceiveAsync(Incoming.Of(
                kela, KelaHost.TeOffice, new ServiceParticipationRecorded { ParticipationId = Id, ParticipationVersion = version }));
        }

        Assert.Equal(
            [("REHABILITATIVE_WORK_ACTIVITY", KelaHost.SouthKarelia.ToString(), "Etelä-Karjalan hyvinvointialue", "2024-01-22", "2024-04-19")],
            await PointersAsync(kela, "22.4.2024"));
        Assert.Null((await ToldAsync(kela, "21.1.2024")).ServicePointers);
    }

    private static readonly string Id = Guid.CreateVersion7().ToString();

    private static DisclosedContent Participation(string ended) => new()
    {
        Salt = ByteString.CopyFrom(new byte[32]),
        PersonalIdentityCode = People.Eetu,
        ServiceParticipation = new ServiceParticipation
        {
            ParticipationId = Id,
            ServiceType = "REHABILITATIVE_WORK_ACTIVITY",
            FirstDay = "2024-01-22",
            LastDay = "2024-04-21",
            EndedOn = ended,
            DaysPerWeek = 3,
            Organiser = KelaHost.SouthKarelia.ToString(),
        },
    };

    private static async Task<IReadOnlyList<(string Service, string Organisation, string Unit, string StartsOn, string EndsOn)>> PointersAsync(
        KelaHost kela, string asOf) =>
        [
            .. (await ToldAsync(kela, asOf)).ServicePointers.Pointers
                .Select(pointer => (pointer.Service, pointer.Organisation, pointer.Unit, pointer.StartsOn, pointer.EndsOn)),
        ];

    private static Task<DisclosedContent> ToldAsync(KelaHost kela, string asOf) => kela.InAsync(async scope =>
    {
        var cancellation = TestContext.Current.CancellationToken;
        var subject = await scope.GetRequiredService<Subjects>().FindAsync(PersonalIdentityCode.Parse(People.Eetu).Value, cancellation);
        var content = new DisclosedContent();
        await scope.GetServices<IDisclosureSource>().Single(source => source.Category == DataCategory.ServicePointers)
            .ContributeAsync(content, new SourceRequest(subject!.Value, null, Day(asOf), KelaHost.SouthKarelia, Purpose.ClientSummary), cancellation);
        return content;
    });
}
