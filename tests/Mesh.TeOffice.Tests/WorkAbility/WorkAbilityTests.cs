using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.WorkAbility.V1;

namespace Mesh.TeOffice.Tests.WorkAbility;

/// <summary>What the region found of a client's ability to work: asked by consent and kept (F19).</summary>
public sealed class WorkAbilityTests
{
    private const string Consent = "018b3c11-7d00-7a41-9c4d-0d1f6a5e9499";

    [Fact]
    public async Task Fetch_WhenTheClientConsented_ShowsAndKeepsWhatTheRegionGave()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var given = Given("osa-aikaista työtä", "ei nostoja");
        office.Doors.Answer = _ => given;

        var fetched = await FetchAsync(office, aino);

        Assert.Equal((FactSource.Given, given.DisclosureId), (fetched.Source, fetched.Copy.DisclosureId));
        Assert.Equal((Participants.Region.ToString(), Consent, "osa-aikaista työtä"), (fetched.Copy.Region, fetched.Copy.ConsentId, fetched.Copy.Result.Outcome));
        Assert.Equal(["ei nostoja"], fetched.Copy.Limits.Limits);
        Assert.Empty(fetched.Withheld);
        var (holder, request) = Assert.Single(office.Doors.Asked);
        Assert.Equal((Participants.Region, Purpose.WorkAbility), (holder, request.Purpose));
        Assert.Equal([DataCategory.WorkAbilityResult, DataCategory.CapacityLimits], request.Categories);
        Assert.Equal(fetched.Copy, Assert.Single(await CopiesAsync(office, aino)));
    }

    [Fact]
    public async Task Fetch_WhenTheLimitsAreWithheld_ListsThemAndShowsTheOutcome()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var given = Given("osa-aikaista työtä");
        given.Withheld.Add(DataCategory.CapacityLimits);
        office.Doors.Answer = _ => given;

        var fetched = await FetchAsync(office, aino);

        Assert.Null(fetched.Copy.Limits);
        Assert.Equal([DataCategory.CapacityLimits], fetched.Withheld);
    }

    [Fact]
    public async Task Fetch_WhenWithheldWaitingOrUnreachable_ConfusesNoneAndMarksNothing()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        office.Doors.Answer = _ => Given("osa-aikaista työtä");
        await FetchAsync(office, aino);

        office.Doors.Withhold();
        Assert.Equal((FactSource.Withheld, "NO_BASIS"), Seen(await FetchAsync(office, aino)));
        office.Doors.Answer = _ => throw Refusing("AWAITS_APPROVAL");
        Assert.Equal((FactSource.Withheld, "AWAITS_APPROVAL"), Seen(await FetchAsync(office, aino)));

        // Of which consent, a refusal does not say; the region's notice does.
        office.Doors.Answer = _ => throw Refusing("CONSENT_REVOKED");
        Assert.Equal((FactSource.Withheld, "CONSENT_REVOKED"), Seen(await FetchAsync(office, aino)));
        office.Doors.BeUnreachable();
        Assert.Equal((FactSource.Unreachable, ""), Seen(await FetchAsync(office, aino)));

        Assert.Null(Assert.Single(await CopiesAsync(office, aino)).WithdrawalKnownAt);
    }

    [Fact]
    public async Task Call_WhenNotTied_IsRefusedAndNobodyIsAsked()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Colleague, new FetchWorkAbilityRequest { JobseekerId = aino.JobseekerId })));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Colleague, new ListWorkAbilityCopiesRequest { JobseekerId = aino.JobseekerId })));
        Assert.Empty(office.Doors.Asked);
    }

    internal static DiscloseResponse Given(string outcome, params string[] limits)
    {
        var given = FakeDoors.Given(new DisclosedContent
        {
            WorkAbilityResult = new WorkAbilityResult { AssessedOn = "2023-10-09", Outcome = outcome },
            CapacityLimits = limits.Length == 0 ? null : new CapacityLimits { KnownOn = "2023-10-09", Limits = { limits } },
        });
        given.Basis = new Basis { Kind = BasisKind.Consent, Flow = "F19", ConsentId = Consent, ConsentRevision = 1 };
        return given;
    }

    private static async Task<FetchWorkAbilityResponse> FetchAsync(OfficeHost office, AinosCase aino) =>
        await office.Send(Callers.Expert, new FetchWorkAbilityRequest { JobseekerId = aino.JobseekerId });

    private static async Task<IReadOnlyList<WorkAbilityCopy>> CopiesAsync(OfficeHost office, AinosCase aino) =>
        (await office.Send(Callers.Expert, new ListWorkAbilityCopiesRequest { JobseekerId = aino.JobseekerId })).Copies;

    private static (FactSource, string) Seen(FetchWorkAbilityResponse response) => (response.Source, response.Reason);

    private static Exception Refusing(string reason) => new RefusalReason(StatusCode.PermissionDenied, reason, "", "", "").Raise();
}
