using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

public sealed class MyConsentTests
{
    [Fact]
    public async Task Grant_WhenTheClientGivesItInPerson_OpensTheDoorAndSaysHowItWasGiven()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var granted = await GrantAsync(holder, People.Aino, Grant());

        var given = await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));

        Assert.Equal((granted.ConsentId, 1), (given.Basis.ConsentId, given.Basis.ConsentRevision));
        var revision = Assert.Single(await holder.RowsAsync<ConsentRevision>(row => row.Revision));
        Assert.Equal(("CLIENT", "client-1", "urn:mesh:assurance:high"), (revision.ActedAs, revision.ActorId, revision.ActorAssurance));
        Assert.Equal(Grant().TextSha256.ToByteArray(), revision.FormSha256);
        Assert.True(RevisionHash.IsUnbroken([revision]));
        Assert.Contains("F26 ConsentGranted", (await holder.JournalAsync()).Select(row => row.Step));
    }

    [Fact]
    public async Task Grant_WhenRepeated_GivesTheFirstOutcomeAndOneConsent()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = Grant();

        Assert.Equal(await GrantAsync(holder, People.Aino, request), await GrantAsync(holder, People.Aino, request));

        Assert.Single(await holder.RowsAsync<ConsentRevision>(row => row.Revision));
    }

    public static TheoryData<string, Action<GrantMyConsentRequest>, string[]> Faults => new()
    {
        { "ended yesterday", r => (r.ValidFrom, r.ValidThrough) = ("2023-11-01", "2023-11-12"), ["valid_through IN_PAST"] },
        { "ends before it starts", r => r.ValidFrom = "2024-01-01", ["valid_through BEFORE_START"] },
        { "recipient is the holder", r => r.Recipient = People.Municipality.ToString(), ["recipient OWN_PARTICIPATION"] },
        { "purpose is the holder's own", r => r.Purpose = Purpose.OwnWork, ["purpose HOLDERS_OWN_PURPOSE"] },
        { "recipient not in the directory", r => r.Recipient = "0246246-0/MUNICIPALITY", ["recipient UNKNOWN_PARTICIPANT"] },
        { "category twice", r => r.Categories.Add(DataCategory.EmploymentServices), ["categories[1] DUPLICATE"] },
        {
            "several",
            r => (r.Recipient, r.ValidThrough, r.TextSha256) = ("x", "2023-10-31", ByteString.Empty),
            ["recipient FORMAT_PARTICIPATION", "text_sha256 REQUIRED", "valid_through BEFORE_START", "valid_through IN_PAST"]
        },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Grant_WhenFaulty_NamesEveryViolationAndMakesNobodyKnown(string what, Action<GrantMyConsentRequest> spoil, string[] expected)
    {
        Assert.NotEmpty(what);
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = Grant();
        spoil(request);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => GrantAsync(holder, People.Aino, request));

        Assert.Equal(expected, RefusalReader.ViolationsOf(refusal).Select(violation => $"{violation.Field} {violation.Code}"));
        Assert.Empty(await holder.RowsAsync<SubjectRow>(row => row.SubjectId));
    }

    [Fact]
    public async Task Grant_WhenItsLastDayIsToday_IsGiven()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = Grant();
        (request.ValidFrom, request.ValidThrough) = ("2023-11-13", "2023-11-13");

        await GrantAsync(holder, People.Aino, request);

        Assert.Equal(ConsentStanding.Valid, Assert.Single((await ListAsync(holder, People.Aino)).Consents).Standing);
    }

    [Fact]
    public async Task Grant_WhenTheCallerIsNoArtificialPersonInADemonstration_IsRefused()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);

        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => GrantAsync(holder, PersonalIdentityCode.Parse("131052-308T").Value, Grant()));

        Assert.Equal("ACCESS_DENIED", RefusalReader.ReasonOf(refusal));
        Assert.Empty(await holder.RowsAsync<SubjectRow>(row => row.SubjectId));
    }

    [Theory]
    [InlineData(30, ConsentStanding.NotYetValid)]
    [InlineData(31, ConsentStanding.Valid)]
    [InlineData(60, ConsentStanding.Valid)]
    [InlineData(61, ConsentStanding.Expired)]
    public async Task List_WhenDaysPass_SaysWhatMayRestOnAConsent(int daysFromNovember, ConsentStanding expected)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = Grant();
        (request.ValidFrom, request.ValidThrough) = ("2023-12-02", "2023-12-31");
        await GrantAsync(holder, People.Aino, request);

        holder.Clock.Set(HelsinkiTime.StartOf(new DateOnly(2023, 11, 1).AddDays(daysFromNovember)));

        Assert.Equal(expected, Assert.Single((await ListAsync(holder, People.Aino)).Consents).Standing);
    }

    [Fact]
    public async Task List_WhenSomeAreWithdrawn_HasEachWithItsHistoryNewestFirst()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        holder.Clock.Set(holder.Clock.Now.AddHours(1));
        var own = await GrantAsync(holder, People.Aino, Grant());
        await GrantAsync(holder, People.Eetu, Grant());
        holder.Clock.Set(holder.Clock.Now.AddHours(1));
        await holder.WithdrawAsync(People.Aino, form.ConsentId);

        var listed = (await ListAsync(holder, People.Aino)).Consents;

        Assert.Equal([(own.ConsentId, ConsentStanding.Valid), (form.ConsentId, ConsentStanding.Withdrawn)], listed.Select(c => (c.ConsentId, c.Standing)));
        Assert.Equal(
            [(1, ConsentStepKind.Registered, "PROFESSIONAL"), (2, ConsentStepKind.Withdrawn, "CLIENT")],
            listed[1].History.Select(step => (step.Revision, step.Kind, step.ActedAs)));
        Assert.Equal(("3221308-6/SOCIAL_CARE", "2023-11-01", "2023-12-31"), (listed[1].Recipient, listed[1].ValidFrom, listed[1].ValidThrough));
    }

    [Fact]
    public async Task List_WhenThereAreMoreThanAPage_GoesOnWhereItEnded()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        for (var i = 0; i < 3; i++)
        {
            await GrantAsync(holder, People.Aino, Grant());
        }

        var first = await ListAsync(holder, People.Aino, 2);
        var second = await ListAsync(holder, People.Aino, 2, first.NextPageToken);

        Assert.Equal((2, 1, ""), (first.Consents.Count, second.Consents.Count, second.NextPageToken));
        Assert.Equal(3, first.Consents.Concat(second.Consents).Select(consent => consent.ConsentId).Distinct().Count());
    }

    [Fact]
    public async Task List_WhenSomebodyIsUnknown_TakesTheSameStatementsAsForSomebodyWithoutConsents()
    {
        var sql = new SqlRecorder();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, sql);
        await holder.KnowAsync(People.Aino);

        sql.Take();
        var known = await ListAsync(holder, People.Aino);
        var knownSql = sql.Take();
        var unknown = await ListAsync(holder, People.Eetu);

        Assert.Equal(known, unknown);
        Assert.Equal(knownSql, sql.Take());
    }

    [Fact]
    public async Task Withdraw_WhenItIsDone_IsHeardInItsTransaction()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await GrantAsync(holder, People.Aino, Grant());
        var aino = await holder.KnowAsync(People.Aino);

        await holder.WithdrawAsync(People.Aino, consent.ConsentId);

        Assert.Contains($"heard {aino} {consent.ConsentId}", (await holder.JournalAsync()).Select(row => row.Step));
    }

    [Fact]
    public async Task Withdraw_WhenAListenerFails_IsNotDone()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await GrantAsync(holder, People.Aino, Grant());
        HeardWithdrawals.FailsAt.Value = Guid.Parse(consent.ConsentId);

        await Assert.ThrowsAsync<InvalidOperationException>(() => holder.WithdrawAsync(People.Aino, consent.ConsentId));

        Assert.Equal(ConsentStanding.Valid, Assert.Single((await ListAsync(holder, People.Aino)).Consents).Standing);
    }

    private static GrantMyConsentRequest Grant() => new()
    {
        RequestId = TestHolder.Id(),
        Recipient = People.Region.ToString(),
        Purpose = Purpose.EmploymentSupport,
        Categories = { DataCategory.EmploymentServices },
        ValidFrom = "2023-11-01",
        ValidThrough = "2023-12-31",
        Language = "fi",
        TextVersion = "2023-2",
        TextSha256 = ByteString.CopyFrom([.. Enumerable.Range(0, 32).Select(i => (byte)i)]),
    };

    private static Task<GrantMyConsentResponse> GrantAsync(TestHolder holder, PersonalIdentityCode who, GrantMyConsentRequest request) =>
        holder.AsClientAsync(who, services => Service(services).GrantMyConsent(request, new TestCall("/MyConsentService/GrantMyConsent")));

    private static Task<ListMyConsentsResponse> ListAsync(TestHolder holder, PersonalIdentityCode who, int size = 0, string token = "") =>
        holder.AsClientAsync(who, services => Service(services).ListMyConsents(
            new ListMyConsentsRequest { PageSize = size, PageToken = token }, new TestCall("/MyConsentService/ListMyConsents")));

    private static MyConsentGrpcService Service(IServiceProvider services) => ActivatorUtilities.CreateInstance<MyConsentGrpcService>(services);
}
