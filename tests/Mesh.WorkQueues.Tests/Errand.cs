using Mesh.Hosting.Calls;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WorkQueues.Tests;

/// <summary>A thing that waits as it says itself.</summary>
internal sealed class Errand
{
    public required Guid ErrandId { get; init; }

    public bool IsOpen { get; set; } = true;

    public WorkKind Kind { get; set; } = WorkKind.Signature;

    public Guid? SubjectId { get; set; }

    public Guid? CaseId { get; set; }

    public DateOnly? DueOn { get; set; }

    public DateOnly? LastLawfulDate { get; set; }

    public DateOnly? ShownFrom { get; set; }

    public bool IsUnclaimed { get; set; }

    public string? PersonId { get; set; }

    /// <summary>What the item does not show.</summary>
    public int Touches { get; set; }
}

/// <summary>A professional's tie to a subject.</summary>
internal sealed class Tie
{
    public required Guid SubjectId { get; init; }

    public required string PersonId { get; init; }
}

/// <summary>What errands wait for: a signature, and with a case its writing too.</summary>
internal sealed class Errands(DbContext database) : IWorkSource
{
    public static readonly Guid Flow = Guid.Parse("0190a000-0000-7000-8000-00000000f10f");

    public string Name => "errands";

    public Guid? Touched(object row) => row is Errand errand ? errand.ErrandId : null;

    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation) =>
        await database.Set<Errand>().SingleOrDefaultAsync(row => row.ErrandId == thing, cancellation) is { IsOpen: true } errand
            ? errand.CaseId is null ? [Of(errand, "SIGN")] : [Of(errand, "SIGN"), Of(errand, "WRITE")]
            : [];

    public static Work Of(Errand errand, string code) => new(errand.Kind, code, errand.ErrandId, "a.B/" + code, Flow)
    {
        SubjectId = errand.SubjectId,
        CaseId = errand.CaseId,
        DueOn = errand.DueOn,
        LastLawfulDate = errand.LastLawfulDate,
        ShownFrom = errand.ShownFrom,
        IsUnclaimed = errand.IsUnclaimed,
        PersonId = errand.PersonId,
    };
}

/// <summary>Whose clients are whose.</summary>
internal sealed class TiedClients(DbContext database) : IWorkClients
{
    public IQueryable<Guid>? SubjectsOf(Caller professional) =>
        database.Set<Tie>().Where(tie => tie.PersonId == professional.PersonId).Select(tie => tie.SubjectId);
}
