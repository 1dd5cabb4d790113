using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>A holder whose cases are in several areas.</summary>
public sealed class HolderCasesTests
{
    private readonly FakeCases _plans = new();
    private readonly FakeCases _placements = new();
    private readonly Guid _subject = Guid.CreateVersion7();

    [Fact]
    public async Task Find_WhenTheCaseIsInAnyArea_GivesItAndStillAsksTheOthers()
    {
        var (plan, placement) = (Add(_plans, CaseKind.ActivationPlan), Add(_placements, CaseKind.RehabilitativeWork));
        var askedLast = 0;
        _placements.AfterFind = () => askedLast++;

        Assert.Equal(plan, await Cases().FindAsync(plan.CaseId, CancellationToken.None));
        Assert.Equal(1, askedLast);
        Assert.Equal(placement, await Cases().FindAsync(placement.CaseId, CancellationToken.None));
        Assert.Null(await Cases().FindAsync(Guid.CreateVersion7(), CancellationToken.None));
    }

    [Fact]
    public async Task OpenCases_WhenSeveralAreasHaveSome_AreAllOfThem()
    {
        var (plan, placement) = (Add(_plans, CaseKind.ActivationPlan), Add(_placements, CaseKind.RehabilitativeWork));

        Assert.Equal([plan, placement], await Cases().OpenCasesOfAsync(_subject, CancellationToken.None));
        Assert.Empty(await new HolderCases([]).OpenCasesOfAsync(_subject, CancellationToken.None));
    }

    private HolderCases Cases() => new([_plans, _placements]);

    private KnownCase Add(FakeCases to, CaseKind kind)
    {
        var known = new KnownCase(Guid.CreateVersion7(), _subject, kind, Open: true, []);
        to.All[known.CaseId] = known;
        return known;
    }
}
