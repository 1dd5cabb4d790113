using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.WellbeingRegion.Counterparts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What others answered before an evaluation, which asks nobody itself.</summary>
/// <param name="BirthDate">Date of birth, from the identity code.</param>
/// <param name="NewMonths">Kela's new answer, where the one that is kept is of an earlier day, another month or age group; null otherwise.</param>
/// <param name="JobSearch">The labour authority's answer.</param>
/// <param name="AskedAt">When it was asked, by the machine's clock.</param>
public sealed record AskedAround(DateOnly BirthDate, DoorAnswer.Given? NewMonths, JobSearchAnswer JobSearch, DateTimeOffset AskedAt)
{
    /// <summary>The type's name only: what it holds is about a person.</summary>
    public override string ToString() => nameof(AskedAround);
}

/// <summary>Asks around, puts what was answered before the law, and keeps the evaluation with its evidence.</summary>
public sealed class AssistanceEvaluator(
    Subjects subjects,
    KelasMonths kela,
    JobSearchAnswers authority,
    AssistanceAnswers answers,
    AssistanceCases cases,
    RegionProfile region,
    FieldCipher cipher,
    FlowContext flow,
    DbContext database,
    MeshClock clock,
    TimeProvider time)
{
    private const string EvidenceColumn = "evidence";
    private const string StandingColumn = "standing";

    /// <summary>Asks what the evaluation needs; outside any transaction.</summary>
    public async Task<AskedAround> AskAsync(AssistanceCaseRow row, DateOnly asOf, Actor actor, CancellationToken cancellation)
    {
        var code = await subjects.RevealAsync(row.SubjectId, cancellation);
        var (answer, told) = await answers.OfCaseAsync(row, cancellation);

        // On a later day Kela may have corrected what it told (GEN-KNOW-1). Without an answer that stands, within its month.
        var newMonths = told.AsOf >= asOf && told.Covers(asOf, code.BirthDate)
            ? null
            : await kela.AskAsync(RemoteActs.Stored(row.Kela), answer.NoticeId, asOf, actor, cancellation) as DoorAnswer.Given;
        var askedAt = time.GetUtcNow();
        var jobSearch = await authority.AskAsync(row, code, asOf, actor, cancellation);
        return new AskedAround(code.BirthDate, newMonths is { Content.SocialAssistanceMonths: not null } ? newMonths : null, jobSearch, askedAt);
    }

    /// <summary>Evaluates the case as it is now and moves it; runs inside a transaction.</summary>
    public async Task<Evaluation> EvaluateAsync(
        AssistanceCaseRow row, AskedAround asked, DateOnly asOf, string evaluatedBy, CancellationToken cancellation)
    {
        var (answer, told) = await answers.OfCaseAsync(row, cancellation);
        if (asked.NewMonths is { } given)
        {
            told = ToldMonths.Of(given);
            answer = answers.Add(row.CaseId, answer.NoticeId, given, told);
            AssistanceAnswers.Learn(row, answer, told);
        }

        var standing = asked.JobSearch.Standing;
        var evaluated = AssistanceEvaluation.Of(
            new AssistanceFacts(asked.BirthDate, told, standing, row.ExceptionReason.Length > 0), asOf);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var evaluation = EvaluationMessage.Of(evaluated, asOf, region.Profile);
        evaluation.EvaluationId = id.ToString();
        evaluation.FlowId = flow.Id.ToString();
        evaluation.DisclosureId = answer.DisclosureId.ToString();
        evaluation.JobSearch = asked.JobSearch.Source;
        database.Add(new AssistanceEvaluationRow
        {
            EvaluationId = id,
            CaseId = row.CaseId,
            AsOf = asOf,
            Evidence = cipher.Protect(evaluation.ToByteArray(), AssistanceEvaluationRow.Table, EvidenceColumn, id),
            AnswerId = answer.AnswerId,
            Standing = asked.JobSearch.Given is { } stood
                ? cipher.Protect(stood.Bytes.Span, AssistanceEvaluationRow.Table, StandingColumn, id)
                : null,
            StandingDisclosureId = asked.JobSearch.Given?.DisclosureId,
            AskedAt = asked.AskedAt,
            EvaluatedBy = evaluatedBy,
            EvaluatedAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });

        // Whom the client was referred to it stays, whoever is asked since: that authority answers, and takes part.
        row.LabourAuthority = row.Referral == ReferralKind.Unspecified ? asked.JobSearch.Authority?.ToString() ?? "" : row.LabourAuthority;
        if (!await IsOvertakenAsync(row, asked, asOf, cancellation))
        {
            Stand(row, evaluated, id, asOf, asked.JobSearch);
        }

        await cases.MoveAsync(row, row.State, cancellation);
        return evaluation;
    }

    /// <summary>The evaluation that a case goes by; null before the first.</summary>
    public async Task<Evaluation?> OfCaseAsync(AssistanceCaseRow row, CancellationToken cancellation) =>
        await FindAsync(row.EvaluationId, cancellation) is { } kept
            ? Evaluation.Parser.ParseFrom(cipher.Reveal(kept.Evidence, AssistanceEvaluationRow.Table, EvidenceColumn, kept.EvaluationId))
            : null;

    /// <summary>What the labour authority last answered; null when it never did.</summary>
    public async Task<JobSearchStanding?> StandingOfAsync(AssistanceCaseRow row, CancellationToken cancellation) =>
        await FindAsync(row.StandingId, cancellation) is { Standing: { } standing } kept
            ? DisclosedContent.Parser.ParseFrom(
                cipher.Reveal(standing, AssistanceEvaluationRow.Table, StandingColumn, kept.EvaluationId)).JobSearchStanding
            : null;

    // An evaluation for an earlier day answers a question about that day; the case goes by the latest day evaluated for, and of one day by
    // the evaluation for which the labour authority was asked last.
    private async Task<bool> IsOvertakenAsync(AssistanceCaseRow row, AskedAround asked, DateOnly asOf, CancellationToken cancellation) =>
        asOf < row.EvaluatedFor
        || (asOf == row.EvaluatedFor && (await FindAsync(row.EvaluationId, cancellation))!.AskedAt > asked.AskedAt);

    private static void Stand(AssistanceCaseRow row, AssistanceEvaluation evaluated, Guid id, DateOnly asOf, JobSearchAnswer answer)
    {
        row.EvaluationId = id;
        row.EvaluatedFor = asOf;
        row.StandingId = answer.Standing is null ? row.StandingId : id;
        row.Measures = AssistanceEvaluation.StateOf(evaluated.Measures);
        row.BlockedReason = evaluated.Measures.BlockedReason ?? "";
        row.StartingAuthority = evaluated.StartedBy;
    }

    private Task<AssistanceEvaluationRow?> FindAsync(Guid? evaluationId, CancellationToken cancellation) =>
        database.Set<AssistanceEvaluationRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.EvaluationId == evaluationId, cancellation);
}
