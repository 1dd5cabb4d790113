using Google.Protobuf.WellKnownTypes;
using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>The cases that a right or duty to disclose may rest on.</summary>
public sealed class PlanCaseDirectory(DbContext database) : ICaseDirectory
{
    /// <inheritdoc />
    public async Task<KnownCase?> FindAsync(Guid caseId, CancellationToken cancellation) =>
        await database.Set<PlanCaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == caseId, cancellation) is { } row
            ? Known(row)
            : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<KnownCase>> OpenCasesOfAsync(Guid subjectId, CancellationToken cancellation)
    {
        var rows = await database.Set<PlanCaseRow>().AsNoTracking().Where(row => row.SubjectId == subjectId).ToListAsync(cancellation);
        return [.. rows.Where(row => PlanCases.IsOpen(row.State)).Select(Known)];
    }

    private static KnownCase Known(PlanCaseRow row) => new(
        row.CaseId,
        row.SubjectId,
        CaseKind.ActivationPlan,
        PlanCases.IsOpen(row.State),
        Participation.TryParse(row.Region, out var region) ? [region] : []);
}

/// <summary>F03: who is invited, why and when.</summary>
public sealed class InvitationSource(DbContext database) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.PlanInvitation;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var plan = await database.Set<PlanCaseRow>().AsNoTracking().SingleAsync(row => row.CaseId == request.CaseId, cancellation);
        content.PlanInvitation = new PlanInvitation
        {
            CaseId = plan.CaseId.ToString(),
            RuleIds = { plan.RuleIds.Split(',', StringSplitOptions.RemoveEmptyEntries) },
            ProposedTime = plan.ProposedTime?.ToTimestamp(),
            NeedOn = WireDate.Write(plan.NeedOn),
        };
    }
}

/// <summary>F07, F08: the plan version with its signatures.</summary>
public sealed class PlanCopySource(DbContext database, PlanView view) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.PlanCopy;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var plan = await database.Set<PlanCaseRow>().AsNoTracking().SingleAsync(row => row.CaseId == request.CaseId, cancellation);
        content.PlanCopy = await view.CopyAsync(plan, cancellation);
    }
}

/// <summary>F09: effective date and reviews.</summary>
public sealed class PlanFollowUpSource(DbContext database, PlanView view) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.PlanFollowUp;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var plan = await database.Set<PlanCaseRow>().AsNoTracking().SingleAsync(row => row.CaseId == request.CaseId, cancellation);
        content.PlanFollowUp = await view.FollowUpAsync(plan, cancellation);
    }
}
