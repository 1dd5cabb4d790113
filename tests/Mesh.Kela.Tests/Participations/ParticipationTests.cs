using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Mesh.Kela.Participations;
using Mesh.Kela.Tests.Hosts;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.Participations;

/// <summary>F12: what labour authorities tell of services, in whatever order it comes.</summary>
public sealed class ParticipationTests
{
    private static readonly string Id = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task Notice_WhenAServiceHasStarted_IsFetchedByItsIdAndKept()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content());
        var notice = Incoming.Of(kela, KelaHost.TeOffice, Recorded(1));

        await kela.ReceiveAsync(notice);

        var (holder, request) = Assert.Single(kela.Doors.Asked);
        Assert.Equal(
            (KelaHost.TeOffice, notice.Id.ToString(), notice.Id.ToString(), Purpose.BenefitPayment, DataCategory.ServiceParticipation),
            (holder, request.Subject.NoticeId, request.Proof.NoticeId, request.Purpose, Assert.Single(request.Categories)));
        var kept = Assert.Single(await ListAsync(kela));
        Assert.Equal(Content().ServiceParticipation, kept.Participation);
        Assert.Equal(
            (KelaHost.TeOffice.ToString(), "2024-01-22", notice.FlowId.ToString()), (kept.LabourAuthority, kept.ReceivedOn, kept.FlowId));
        Assert.Equal(
            [("F12 Ask", notice.FlowId), ("ServiceParticipationRecorded received", notice.FlowId)],
            (await kela.RowsAsync<JournalRow>()).Select(row => (row.Step, row.FlowId)).Order());
    }

    [Fact]
    public async Task Notice_WhenItComesTwice_IsAskedAndKeptOnce()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content());
        var notice = Incoming.Of(kela, KelaHost.TeOffice, Recorded(1));

        await kela.ReceiveAsync(notice);
        await kela.ReceiveAsync(notice);
        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1)));

        Assert.Single(kela.Doors.Asked);
        Assert.Single(await kela.RowsAsync<ParticipationRow>());
        Assert.Empty(await kela.ParkedAsync());
    }

    [Fact]
    public async Task Notice_WhenTheNewerVersionCameFirst_IsPassedWithoutAsking()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.4.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content(ended: "2024-04-19"));
        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(2)));

        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1)));

        Assert.Single(kela.Doors.Asked);
        Assert.Equal("2024-04-19", Assert.Single(await ListAsync(kela)).Participation.EndedOn);
    }

    [Fact]
    public async Task Notice_WhenTheNewerVersionComesWhileTheDoorIsAsked_IsDropped()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.4.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content(ended: "2024-04-19"));
        kela.Doors.Meanwhile = () => kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(2)));

        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1)));

        Assert.Equal(2, Assert.Single(await kela.RowsAsync<ParticipationRow>()).Version);
        Assert.Empty(await kela.ParkedAsync());
    }

    [Fact]
    public async Task Notice_WhenAServiceHasEnded_TakesTheEarlierVersionsPlaceAndKeepsIt()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content());
        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1)));
        var other = Guid.CreateVersion7().ToString();
        kela.MoveTo(Day("23.1.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content(other));
        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1, other)));
        kela.MoveTo(Day("22.4.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content(ended: "2024-04-19"));

        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(2)));

        Assert.Equal(
            [(Id, "2024-04-19", "2024-04-22"), (other, "", "2024-01-23")],
            (await ListAsync(kela)).Select(kept => (kept.Participation.ParticipationId, kept.Participation.EndedOn, kept.ReceivedOn)));
        Assert.Equal(3, (await kela.RowsAsync<ParticipationRow>()).Count);
        Assert.Equal(Id, Assert.Single(await ListAsync(kela, size: 1)).Participation.ParticipationId);
    }

    [Fact]
    public async Task Notice_WhenTheLabourAuthorityIsUnreachable_StaysWithIt()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        var notice = Incoming.Of(kela, KelaHost.TeOffice, Recorded(1));

        await Assert.ThrowsAsync<TransientNoticeException>(() => kela.ReceiveAsync(notice));
        kela.Doors.Answer = _ => FakeDoors.Given(Content());
        await kela.ReceiveAsync(notice);

        Assert.Single(await ListAsync(kela));
        Assert.Empty(await kela.ParkedAsync());
    }

    [Fact]
    public async Task Notice_WhenTheDoorWithholds_IsParked()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        kela.Doors.Answer = _ => throw Refusals.NoBasis.Raise();

        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1)));

        Assert.Equal(["HANDLER_FAILED"], await kela.ParkedAsync());
        Assert.Empty(await kela.RowsAsync<ParticipationRow>());
    }

    public static TheoryData<Action<DisclosedContent>> Wrong => new(
        content => content.ServiceParticipation.ParticipationId = Guid.CreateVersion7().ToString(),
        content => content.ServiceParticipation = null,
        content => content.PersonalIdentityCode = "",
        content => content.PersonalIdentityCode = People.Born(new(1990, 1, 1), 899),
        content => content.ServiceParticipation.ServiceType = "",
        content => content.ServiceParticipation.FirstDay = "22.1.2024",
        content => content.ServiceParticipation.LastDay = "2024-01-21",
        content => content.ServiceParticipation.EndedOn = "2024-01-21",
        content => content.ServiceParticipation.DaysPerWeek = 8,
        content => content.ServiceParticipation.Organiser = "nobody");

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Notice_WhenWhatIsDisclosedIsNoSuchParticipation_IsParkedAndNothingIsKept(Action<DisclosedContent> spoil)
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        var content = Content();
        spoil(content);
        kela.Doors.Answer = _ => FakeDoors.Given(content);

        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1)));

        Assert.Equal(["HANDLER_FAILED"], await kela.ParkedAsync());
        Assert.Empty(await kela.RowsAsync<ParticipationRow>());
    }

    [Theory]
    [InlineData("3221308-6/SOCIAL_CARE", 1)]
    [InlineData("2296962-1/LABOUR_AUTHORITY", 0)]
    public async Task Notice_WhenItIsNoLabourAuthoritysOrHasNoVersion_IsParkedWithoutAsking(string source, int version)
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content());
        Assert.True(Participation.TryParse(source, out var teller));

        await kela.ReceiveAsync(Incoming.Of(kela, teller, Recorded(version)));

        Assert.Equal(["HANDLER_FAILED"], await kela.ParkedAsync());
        Assert.Empty(kela.Doors.Asked);
    }

    [Fact]
    public async Task Kept_WhenTheFileIsRead_ShowsNeitherPersonNorService()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content());
        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1)));

        var row = Assert.Single(await kela.RowsAsync<ParticipationRow>());
        var stored = Encoding.Latin1.GetString(row.Content);

        Assert.Contains("REHABILITATIVE_WORK_ACTIVITY", Encoding.Latin1.GetString(Content().ToByteArray()), StringComparison.Ordinal);
        Assert.DoesNotContain("REHABILITATIVE_WORK_ACTIVITY", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(People.Eetu, stored, StringComparison.Ordinal);
        await kela.AppendOnlyAsync("UPDATE service_participation SET version = 9");
    }

    [Fact]
    public async Task List_WhenStoredBytesWereChanged_IsRefusedAsDamaged()
    {
        await using var kela = await KelaHost.StartAsync(Day("22.1.2024"));
        kela.Doors.Answer = _ => FakeDoors.Given(Content());
        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.TeOffice, Recorded(1)));
        await kela.TamperAsync("UPDATE service_participation SET content = @content", ("content", new byte[] { 1, 2 }));

        Assert.Equal((StatusCode.DataLoss, "STORED_DATA_DAMAGED"), await Refused.ReasonAsync(ListAsync(kela)));
    }

    private static ServiceParticipationRecorded Recorded(int version, string? id = null) =>
        new() { ParticipationId = id ?? Id, ParticipationVersion = version };

    private static DisclosedContent Content(string? id = null, string ended = "") => new()
    {
        Salt = ByteString.CopyFrom(new byte[32]),
        PersonalIdentityCode = People.Eetu,
        ServiceParticipation = new ServiceParticipation
        {
            ParticipationId = id ?? Id,
            ServiceType = "REHABILITATIVE_WORK_ACTIVITY",
            FirstDay = "2024-01-22",
            LastDay = "2024-04-21",
            EndedOn = ended,
            DaysPerWeek = 3,
            Organiser = KelaHost.SouthKarelia.ToString(),
        },
    };

    private static async Task<IReadOnlyList<ReceivedParticipation>> ListAsync(KelaHost kela, int size = 0) =>
        (await kela.As<ServiceParticipationService.ServiceParticipationServiceClient>(Callers.Officer)
            .ListServiceParticipationsAsync(new ListServiceParticipationsRequest { PageSize = size })).Participations;
}
