using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>KTT-CONTENT-1: what a plan says of rehabilitative work activity.</summary>
public sealed class PlanTermsTests
{
    [Fact]
    public async Task Draft_WhenTermsAreMissingOrOutOfPlace_NamesEachBesideWhatTheContractFinds()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var (without, elsewhere, empty) = (EetusCase.Ktt(), EetusCase.Service(ServiceKind.Social), EetusCase.Ktt());
        without.RehabilitativeWork = null;
        elsewhere.RehabilitativeWork = EetusCase.Ktt().RehabilitativeWork;
        empty.RehabilitativeWork.SupportAndGuidance = "";

        Assert.Equal(
            [
                ("content.services[2].rehabilitative_work.support_and_guidance", "REQUIRED"),
                ("content.services[0].rehabilitative_work", "KTT_TERMS_MISSING"),
                ("content.services[1].rehabilitative_work", "KTT_TERMS_WITHOUT_KTT"),
            ],
            await Refused.ViolationsAsync(office.Send(Callers.Expert, eetu.Draft(without, elsewhere, empty))));
        Assert.Empty(await office.RowsAsync<PlanVersionRow>());
    }

    [Fact]
    public async Task Contribute_WhenTermsAreMissingOrOutOfPlace_NamesEach()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var (without, elsewhere) = (EetusCase.Ktt(), EetusCase.Service(ServiceKind.Unspecified));
        without.RehabilitativeWork = null;
        elsewhere.RehabilitativeWork = EetusCase.Ktt().RehabilitativeWork;

        Assert.Equal(
            [("services[0].rehabilitative_work", "KTT_TERMS_MISSING"), ("services[1].rehabilitative_work", "KTT_TERMS_WITHOUT_KTT")],
            await Refused.ViolationsAsync(office.Send(Callers.Region, eetu.Contribution(without, elsewhere))));
        Assert.Empty(await office.RowsAsync<ContributionRow>());
    }

    [Fact]
    public async Task Draft_WhenTheContentIsMissing_IsABadRequestAndNoFault()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var request = eetu.Draft(EetusCase.Ktt());
        request.Content = null;

        Assert.Equal([("content", "REQUIRED")], await Refused.ViolationsAsync(office.Send(Callers.Expert, request)));
    }

    [Fact]
    public async Task Draft_WhenTheTermsAreGiven_KeepsThemInTheBytes()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);

        Assert.Equal(EetusCase.KttGoal, Assert.Single((await eetu.GetAsync()).Content.Services).RehabilitativeWork.Goal);
    }
}
