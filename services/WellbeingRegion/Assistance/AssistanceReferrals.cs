using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>Refers a client to the labour authority (F04): to make the plan together, or to start it. Runs inside the write's transaction.</summary>
public sealed class AssistanceReferrals(
    AssistanceCases cases,
    AssistanceAnswers answers,
    AssistanceEvaluator evaluator,
    AssistanceNotices notices,
    JobSearchAnswers authority,
    FieldCipher cipher)
{
    private const string RepresentativeColumn = "representative";

    /// <summary>The region starts and invites.</summary>
    public async Task InviteAsync(
        AssistanceCaseRow row, DateTimeOffset proposedTime, Representative representative, CancellationToken cancellation)
    {
        await ReferAsync(row, ReferralKind.Invitation, cancellation);
        var wasHandedOver = row.State == AssistanceState.HandedOver;
        row.ProposedTime = proposedTime;
        row.Representative = cipher.Protect(
            representative.ToByteArray(), AssistanceCaseRow.Table, RepresentativeColumn, row.CaseId);
        await cases.MoveAsync(row, AssistanceState.Invited, cancellation);
        notices.TellInvited(row);
        await TellKelaAgainAsync(row, wasHandedOver, cancellation);
    }

    /// <summary>The labour authority starts; Kela learns it.</summary>
    public async Task HandOverAsync(AssistanceCaseRow row, CancellationToken cancellation)
    {
        await ReferAsync(row, ReferralKind.Handover, cancellation);
        await cases.MoveAsync(row, AssistanceState.HandedOver, cancellation);
        notices.TellHandedOver(row);
        await notices.TellKelaAsync(row, cancellation);
    }

    /// <summary>Whom a referral would go to today; null when the directory cannot tell.</summary>
    public Participation? AuthorityOf(AssistanceCaseRow row) => authority.AuthorityOf(row);

    /// <summary>The case as decisions on a referral see it.</summary>
    public AssistanceSnapshot Snapshot(AssistanceCaseRow row) => AssistanceCases.Snapshot(row) with
    {
        IsElsewhere = row is { Referral: not ReferralKind.Unspecified, HandoverAcceptedAt: null }
            && authority.AuthorityOf(row) is { } today
            && today.ToString() != row.LabourAuthority,
    };

    /// <summary>The labour authority declined: the case is the region's again, which may refer anew or close it.</summary>
    public async Task DeclinedAsync(AssistanceCaseRow row, string reasonCode, CancellationToken cancellation)
    {
        var wasHandedOver = row.State == AssistanceState.HandedOver;
        (row.Referral, row.DeclineReason) = (ReferralKind.Unspecified, reasonCode);
        await cases.MoveAsync(row, AssistanceState.Taken, cancellation);
        await TellKelaAgainAsync(row, wasHandedOver, cancellation);
    }

    /// <summary>What the labour authority is given of the case.</summary>
    public RegionReferral Read(AssistanceCaseRow row) => new()
    {
        ReferralId = row.CaseId.ToString(),
        Kind = row.Referral,
        RuleIds = { row.ReferralRuleIds.Split(',', StringSplitOptions.RemoveEmptyEntries) },
        EndedMonthsInARow = row.ReferralMonths,
        AssessedOn = WireDate.WriteOptional(row.ReferralAssessedOn),
        HomeMunicipality = row.HomeMunicipality,
        ProposedTime = row.ProposedTime?.ToTimestamp(),
        Representative = row.Representative is { } stored
            ? Representative.Parser.ParseFrom(cipher.Reveal(stored, AssistanceCaseRow.Table, RepresentativeColumn, row.CaseId))
            : null,
    };

    private async Task ReferAsync(AssistanceCaseRow row, ReferralKind kind, CancellationToken cancellation)
    {
        if (authority.AuthorityOf(row) is not { } known)
        {
            throw AssistanceRefusals.LabourAuthorityUnknown.Raise();
        }

        if (row.Referral != ReferralKind.Unspecified && row.LabourAuthority != known.ToString())
        {
            notices.TellWithdrawn(row);
        }

        var evaluation = await evaluator.OfCaseAsync(row, cancellation)
            ?? throw new InvalidOperationException("A case is referred on an evaluation.");
        var (_, told) = await answers.OfCaseAsync(row, cancellation);

        // What is referred is what was assessed; for a day that Kela's months do not reach, that is Kela's own day.
        var assessedOn = row.EvaluatedFor is { } day && told.Covers(day) ? day : told.AsOf;
        row.LabourAuthority = known.ToString();
        row.Referral = kind;
        (row.DeclineReason, row.HandoverAcceptedAt) = ("", null);
        row.ReferralRuleIds = string.Join(',', RulesWithMonths(evaluation));
        row.ReferralAssessedOn = assessedOn;
        row.ReferralMonths = told.MainLivelihood.EndedInARow(assessedOn);
    }

    // Kela was told that the labour authority has it.
    private Task TellKelaAgainAsync(AssistanceCaseRow row, bool wasHandedOver, CancellationToken cancellation) =>
        wasHandedOver ? notices.TellKelaAsync(row, cancellation) : Task.CompletedTask;

    // Met but for what is the labour authority's to record: employment plan or interview.
    private static IEnumerable<string> RulesWithMonths(Evaluation evaluation) =>
        from rule in evaluation.Rules
        let outcome = evaluation.Profile == RuleProfile.Report ? rule.Report : rule.Statute
        where outcome.Criteria.All(criterion =>
            criterion.Result == RuleResult.Met
            || criterion.Code is CriterionNames.EmploymentPlanMade or CriterionNames.InterviewHeld)
        select rule.RuleId;
}
