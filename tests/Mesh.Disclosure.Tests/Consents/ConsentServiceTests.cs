using Grpc.Core;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

public sealed class ConsentServiceTests
{
    [Fact]
    public async Task Register_WhenComplete_KeepsEverythingAndJournalsIt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = TestHolder.Form(People.Aino, People.Region);

        var response = await holder.RegisterAsync(form);
        var replayed = await holder.RegisterAsync(form);

        Assert.Equal(response, replayed);
        var revision = Assert.Single(await holder.RowsAsync<ConsentRevision>(row => row.Revision));
        Assert.Equal((response.ConsentId, 1, ConsentAct.Registered), (revision.ConsentId.ToString(), revision.Revision, revision.Act));
        Assert.Equal(("3221308-6/SOCIAL_CARE", "EMPLOYMENT_SERVICES"), (revision.Recipient, revision.Categories));
        Assert.Equal((new DateOnly(2023, 11, 1), new DateOnly(2023, 12, 31)), (revision.ValidFrom, revision.ValidThrough));
        Assert.Equal(("PROFESSIONAL", "worker-1", "fi", "2023-1"), (revision.ActedAs, revision.ActorId, revision.Language, revision.TextVersion));
        Assert.Equal(await holder.KnowAsync(People.Aino), revision.SubjectId);
        Assert.Equal("F26 ConsentRegistered", Assert.Single(await holder.JournalAsync()).Step);
    }

    [Fact]
    public async Task Register_WhenTheRequestIdComesWithAnotherBody_IsRefused()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = TestHolder.Form(People.Aino, People.Region);
        await holder.RegisterAsync(form);
        form.Language = "sv";

        Assert.Equal("REQUEST_ID_REUSED", await Refused(holder.RegisterAsync(form)));
        Assert.Single(await holder.RowsAsync<ConsentRevision>(row => row.Revision));
    }

    public static TheoryData<string, Action<RegisterConsentRequest>, string[]> Faults => new()
    {
        { "ends before it starts", r => r.ValidThrough = "2023-10-31", ["valid_through BEFORE_START"] },
        { "year mistyped", r => r.ValidThrough = "3023-12-31", ["valid_through OUT_OF_RANGE"] },
        { "recipient not in the directory", r => r.Recipient = "0246246-0/MUNICIPALITY", ["recipient UNKNOWN_PARTICIPANT"] },
        { "recipient is the holder", r => r.Recipient = People.Municipality.ToString(), ["recipient OWN_PARTICIPATION"] },
        { "category twice", r => r.Categories.Add(DataCategory.EmploymentServices), ["categories[1] DUPLICATE"] },
        { "category unknown", r => r.Categories.Add((DataCategory)99), ["categories[1] UNKNOWN_VALUE"] },
        {
            "several",
            r =>
            {
                r.PersonalIdentityCode = "131052-308T";
                r.Recipient = "x";
                r.ValidThrough = "2023-10-31";
                r.FormSha256 = Google.Protobuf.ByteString.Empty;
            },
            [
                "recipient FORMAT_PARTICIPATION", "form_sha256 REQUIRED",
                "personal_identity_code IDENTITY_CODE_NOT_ARTIFICIAL", "valid_through BEFORE_START",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Register_WhenFaulty_NamesEveryViolationAndMakesNobodyKnown(string what, Action<RegisterConsentRequest> spoil, string[] expected)
    {
        Assert.NotEmpty(what);
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = TestHolder.Form(People.Aino, People.Region);
        spoil(form);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.RegisterAsync(form));

        Assert.Equal(expected, RefusalReader.ViolationsOf(refusal).Select(violation => $"{violation.Field} {violation.Code}"));
        Assert.Empty(await holder.RowsAsync<SubjectRow>(row => row.SubjectId));
        Assert.Empty(await holder.RowsAsync<ConsentRevision>(row => row.Revision));
    }

    [Fact]
    public async Task Withdraw_WhenItIsOnesOwn_AddsALinkedRevisionAndAdvancesTheGate()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var requestId = TestHolder.Id();

        var response = await holder.WithdrawAsync(People.Aino, consent.ConsentId, requestId);
        var replayed = await holder.WithdrawAsync(People.Aino, consent.ConsentId, requestId);

        Assert.Equal(2, response.Revision);
        Assert.Equal(response, replayed);
        var history = await holder.RowsAsync<ConsentRevision>(row => row.Revision);
        Assert.Equal([ConsentAct.Registered, ConsentAct.Withdrawn], history.Select(revision => revision.Act));
        Assert.True(RevisionHash.IsUnbroken(history));
        Assert.Equal("CLIENT", history[1].ActedAs);
        Assert.Equal(3, Assert.Single(await holder.RowsAsync<SubjectGateRow>(row => row.SubjectId)).Revision);
    }

    [Fact]
    public async Task Withdraw_WhenItIsAnothersOrNobodys_IsNoBasisForBoth()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.KnowAsync(People.Eetu);

        Assert.Equal("NO_BASIS", await Refused(holder.WithdrawAsync(People.Eetu, consent.ConsentId)));
        Assert.Equal("NO_BASIS", await Refused(holder.WithdrawAsync(People.Eetu, TestHolder.Id())));
        Assert.Equal("NO_BASIS", await Refused(holder.WithdrawAsync(People.Many().First(), consent.ConsentId)));
        Assert.Single(await holder.RowsAsync<ConsentRevision>(row => row.Revision));
    }

    [Fact]
    public async Task Withdraw_WhenItIsNoLongerOpen_IsRefused()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var withdrawn = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var expired = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region, "2023-10-01", "2023-11-12"));
        var future = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region, "2023-12-01", "2023-12-12"));
        await holder.WithdrawAsync(People.Aino, withdrawn.ConsentId);

        Assert.Equal("CONSENT_NOT_OPEN", await Refused(holder.WithdrawAsync(People.Aino, withdrawn.ConsentId)));
        Assert.Equal("CONSENT_NOT_OPEN", await Refused(holder.WithdrawAsync(People.Aino, expired.ConsentId)));
        Assert.Equal(2, (await holder.WithdrawAsync(People.Aino, future.ConsentId)).Revision);
    }

    [Fact]
    public async Task IsUnbroken_WhenARevisionIsChangedMovedOrMissing_IsFalse()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.WithdrawAsync(People.Aino, consent.ConsentId);
        var history = await holder.RowsAsync<ConsentRevision>(row => row.Revision);

        Assert.True(RevisionHash.IsUnbroken(history));
        Assert.False(RevisionHash.IsUnbroken([history[1]]));
        Assert.False(RevisionHash.IsUnbroken([history[1], history[0]]));
        Assert.False(RevisionHash.IsUnbroken([history[0] with { Recipient = People.OtherRegion.ToString() }, history[1]]));
        Assert.False(RevisionHash.IsUnbroken([RevisionHash.Seal(history[0] with { ValidThrough = new DateOnly(2033, 1, 1) }), history[1]]));
    }

    [Fact]
    public async Task Withdraw_WhenTheHistoryIsAnothers_IsNoneOfTheirs()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var history = await holder.RowsAsync<ConsentRevision>(row => row.Revision);
        var actor = new ConsentActor("CLIENT", "client-1", "urn:mesh:assurance:high", holder.Clock.Now, holder.Clock.Now);

        Assert.IsType<WithdrawalOutcome.NoneOfTheirs>(ConsentDecisions.Withdraw(Guid.CreateVersion7(), history, actor));
        Assert.IsType<WithdrawalOutcome.Withdrawn>(ConsentDecisions.Withdraw(history[0].SubjectId, history, actor));
    }

    private static async Task<string?> Refused<T>(Task<T> acting) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => acting));
}
