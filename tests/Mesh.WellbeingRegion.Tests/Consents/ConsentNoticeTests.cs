using Google.Protobuf;
using Grpc.Core;
using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.WellbeingRegion.Tests.Consents;

/// <summary>Whom a holder tells that a client has taken a consent back, and of what (F26, CON-5).</summary>
public sealed class ConsentNoticeTests
{
    [Fact]
    public async Task Withdraw_WhenTheConsentNamesAParticipation_TellsItOnceByIdsAlone()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        var consent = await RegisterAsync(region, Form());
        var before = (await region.OutboxAsync()).Count;
        var request = new WithdrawConsentRequest { RequestId = Requests.Id(), ConsentId = consent };

        await region.Send(Participants.EetuHimself, request);
        await region.Send(Participants.EetuHimself, request);

        var told = Assert.Single((await region.OutboxAsync()).Skip(before));
        Assert.Equal((Participants.TeOffice, "fi.tyollisyys.mesh.notices.v1.ConsentWithdrawn", region.Now), (told.Recipient, told.Type, told.Time));
        Assert.Equal(new ConsentWithdrawn { ConsentId = consent, ConsentRevision = 2 }, JsonParser.Default.Parse<ConsentWithdrawn>(told.Data));
        Assert.Contains((await region.JournalAsync()).Select(row => (row.Step, row.Counterpart)), step => step == ("F26 ConsentWithdrawn", Participants.TeOffice.ToString()));
    }

    [Fact]
    public async Task RegisterWithdrawal_WhenAProfessionalRegistersIt_TellsAsTheClientsOwn()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        var consent = await RegisterAsync(region, Form());

        await region.Send(Participants.Worker, new RegisterWithdrawalRequest { RequestId = Requests.Id(), ConsentId = consent, Evidence = Paper() });

        Assert.Equal([new ConsentWithdrawn { ConsentId = consent, ConsentRevision = 2 }], await region.ToldAsync<ConsentWithdrawn>());
    }

    [Fact]
    public async Task Narrow_WhenACategoryIsTakenBack_TellsWhatRemains()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        var (first, second) = (await RegisterAsync(region, Form()), await RegisterAsync(region, Form()));

        await region.Send(Participants.Worker, new NarrowConsentRequest { RequestId = Requests.Id(), ConsentId = first, Categories = { DataCategory.WorkAbilityResult }, Evidence = Paper() });
        await region.Send(Participants.EetuHimself, new NarrowMyConsentRequest { RequestId = Requests.Id(), ConsentId = second, Categories = { DataCategory.CapacityLimits } });

        Assert.Equal(
            [
                new ConsentNarrowed { ConsentId = first, ConsentRevision = 2, RemainingCategories = { DataCategory.WorkAbilityResult } },
                new ConsentNarrowed { ConsentId = second, ConsentRevision = 2, RemainingCategories = { DataCategory.CapacityLimits } },
            ],
            await region.ToldAsync<ConsentNarrowed>());
    }

    // What was given rests on it as before: nothing is to be marked.
    [Fact]
    public async Task Narrow_WhenOnlyTheEndComesEarlier_TellsNobody()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        var consent = await RegisterAsync(region, Form());

        await region.Send(Participants.EetuHimself, new NarrowMyConsentRequest { RequestId = Requests.Id(), ConsentId = consent, ValidThrough = "2024-01-31" });

        Assert.Empty(await region.ToldAsync<ConsentNarrowed>());
    }

    // Lappeenranta has the TE office until 31.12.2024, and the town from the day after.
    [Theory]
    [InlineData("29.12.2023", "30.12.2024", "2296962-1/LABOUR_AUTHORITY")]
    [InlineData("29.12.2023", "31.12.2024", "2296962-1/LABOUR_AUTHORITY")]
    [InlineData("29.12.2023", "1.1.2025", "2296962-1/LABOUR_AUTHORITY,0162193-3/LABOUR_AUTHORITY")]
    [InlineData("31.12.2024", "2.1.2025", "2296962-1/LABOUR_AUTHORITY,0162193-3/LABOUR_AUTHORITY")]
    [InlineData("1.1.2025", "2.1.2025", "0162193-3/LABOUR_AUTHORITY")]
    public async Task Withdraw_WhenTheConsentNamesARoleOfAnArea_TellsWhoeverHasServedItSince(string registered, string withdrawn, string told)
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        region.MoveTo(registered);
        var form = Form();
        (form.Recipient, form.AreaRecipient) = ("", new AreaRecipient { Role = "LABOUR_AUTHORITY", Municipality = "405" });
        form.ValidFrom = $"{Days.Of(registered):yyyy-MM-dd}";
        var consent = await RegisterAsync(region, form);
        region.MoveTo(withdrawn);

        await WithdrawAsync(region, consent);

        Assert.Equal(
            told.Split(','),
            (await region.OutboxAsync()).Where(notice => notice.Type.EndsWith(".ConsentWithdrawn", StringComparison.Ordinal)).Select(notice => notice.Recipient.ToString()));
    }

    [Fact]
    public async Task Withdraw_WhenTheHolderItselfServesTheAreaInThatRole_TellsNobody()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        var form = Form();
        (form.Recipient, form.AreaRecipient) = ("", new AreaRecipient { Role = "SOCIAL_CARE", Municipality = "405" });
        var consent = await RegisterAsync(region, form);

        await WithdrawAsync(region, consent);

        Assert.Empty(await region.ToldAsync<ConsentWithdrawn>());
    }

    [Fact]
    public async Task Withdraw_WhenItIsRefused_TellsNobody()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        var consent = await RegisterAsync(region, Form());
        await WithdrawAsync(region, consent);

        Assert.Equal((StatusCode.FailedPrecondition, "CONSENT_NOT_OPEN"), await Refused.ReasonAsync(Withdraw(region, consent)));
        Assert.Single(await region.ToldAsync<ConsentWithdrawn>());
    }

    private static RegisterConsentRequest Form() => new()
    {
        RequestId = Requests.Id(),
        PersonalIdentityCode = EetusCase.Code,
        Recipient = Participants.TeOffice.ToString(),
        Purpose = Purpose.WorkAbility,
        Categories = { DataCategory.WorkAbilityResult, DataCategory.CapacityLimits },
        ValidFrom = "2023-12-01",
        ValidThrough = "2026-12-31",
        Language = "fi",
        TextVersion = "2023-1",
        FormSha256 = ByteString.CopyFrom(new byte[32]),
    };

    private static Evidence Paper() => new()
    {
        HowGiven = HowGiven.SignedOnPaper,
        Language = "fi",
        TextVersion = "2023-1",
        Sha256 = ByteString.CopyFrom(new byte[32]),
        Reference = "urn:archive:2023/417",
    };

    private static async Task<string> RegisterAsync(RegionHost region, RegisterConsentRequest form) =>
        (await region.Send(Participants.Worker, form)).ConsentId;

    private static AsyncUnaryCall<WithdrawConsentResponse> Withdraw(RegionHost region, string consent) =>
        region.Send(Participants.EetuHimself, new WithdrawConsentRequest { RequestId = Requests.Id(), ConsentId = consent });

    private static async Task WithdrawAsync(RegionHost region, string consent) => await Withdraw(region, consent);
}
