using System.Diagnostics;
using Google.Protobuf;
using Mesh.Eligibility;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.Statutes;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>Puts this register's facts and Kela's counts before the law, and keeps the answer with its evidence.</summary>
public sealed class Evaluator(
    DbContext database, JobseekerRegister register, FieldCipher cipher, FlowContext flow, OfficeProfile office, MeshClock clock, TimeProvider time)
{
    private const string EvidenceColumn = "evidence";

    /// <summary>Evaluates and adds the row; it is saved with the running act.</summary>
    /// <param name="jobseeker">Of whom.</param>
    /// <param name="birthDate">Date of birth, from the identity code.</param>
    /// <param name="answer">What Kela said.</param>
    /// <param name="asOf">Civil date to evaluate for.</param>
    /// <param name="origin">The trace that led here, when it is not the running one.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Evaluation> EvaluateAsync(
        Jobseeker jobseeker, DateOnly birthDate, KelaAnswer answer, DateOnly asOf, string? origin, CancellationToken cancellation)
    {
        var held = await register.FactsAsync(jobseeker.JobseekerId, cancellation);
        var used = held
            .Where(fact => fact.Kind is not (JobseekerFactKind.JobSearchEnded or JobseekerFactKind.JobSearchBegun))
            .GroupBy(fact => fact.Kind)
            .ToDictionary(kind => kind.Key, kind => kind.First());
        var facts = new ActivationPlanFacts
        {
            BirthDate = birthDate,
            EmploymentPlanMadeOn = Day(used, JobseekerFactKind.EmploymentPlanMade),
            InterviewHeldOn = Day(used, JobseekerFactKind.InterviewHeld),
            InterviewBookedFor = Day(used, JobseekerFactKind.InterviewBooked),
        }.With(answer.Content?.BenefitDays);
        facts.Violations().OrGoOn();
        var outcome = ActivationPlanEligibility.Evaluate(facts, asOf);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var evaluation = EvaluationMessage.Of(outcome, office.Profile);
        evaluation.EvaluationId = id.ToString();
        evaluation.BenefitDays = answer.Source;
        evaluation.DisclosureId = answer.DisclosureId?.ToString() ?? "";
        evaluation.FlowId = flow.Id.ToString();
        database.Add(new EvaluationRow
        {
            EvaluationId = id,
            JobseekerId = jobseeker.JobseekerId,
            AsOf = asOf,
            Launches = outcome.Rules.Any(rule => rule.LaunchedBy == DecidingAuthority.LabourAuthority && rule.Launches(office.Profile)),
            BoundaryDiscrepancy = outcome.BoundaryDiscrepancy,
            Evidence = cipher.Protect(evaluation.ToByteArray(), EvaluationRow.Table, EvidenceColumn, id),
            BenefitsKnownOn = KelaCounts.KnownOn(answer.Content?.BenefitDays),
            BenefitLastPaidOn = KelaCounts.LastPaidOn(answer.Content?.BenefitDays),
            DisclosureId = answer.DisclosureId,
            FactIds = string.Join(',', used.Values.Select(fact => fact.FactId)),
            FlowId = flow.Id,
            Trace = origin ?? Activity.Current?.Id ?? "",
            EvaluatedAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });
        return evaluation;
    }

    /// <summary>An evaluation as it was made.</summary>
    public Evaluation Read(EvaluationRow row) =>
        Evaluation.Parser.ParseFrom(cipher.Reveal(row.Evidence, EvaluationRow.Table, EvidenceColumn, row.EvaluationId));

    // The register is this authority's own: what it does not hold is known not to be, not unknown.
    private static Fact<DateOnly> Day(Dictionary<JobseekerFactKind, JobseekerFact> used, JobseekerFactKind kind) =>
        used.TryGetValue(kind, out var fact) ? Fact.Known(fact.On) : Fact.KnownNone<DateOnly>();
}
