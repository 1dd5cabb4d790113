using System.Diagnostics;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>
/// F02: Kela says that a person's days have reached a threshold. The person is fetched through Kela's door, the rules are
/// evaluated, and a professional finds the person among the findings. Nothing is launched here.
/// </summary>
public sealed class ThresholdReached(
    BenefitDaysFromKela kela, Subjects subjects, JobseekerRegister register, Evaluator evaluator, FlowContext flow, DbContext database, MeshClock clock)
    : INoticeHandler<BenefitDayThresholdReached>
{
    /// <summary>Reason when what Kela's door gave names nobody.</summary>
    public const string Unreadable = "BENEFIT_DAYS_UNREADABLE";

    /// <inheritdoc />
    public string Name => nameof(ThresholdReached);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(BenefitDayThresholdReached notice, NoticeContext context, CancellationToken cancellation)
    {
        // Asking at the sender's own door would let any participant tell the counts that a client is evaluated by.
        if (context.Source.Role != ParticipantRole.SocialInsurance)
        {
            throw new InvalidOperationException("Benefit days are told by the social insurance institution alone.");
        }

        var answer = await kela.AboutAsync(context.Source, context.NoticeId, Actors.System(Name), cancellation);
        var code = PersonalIdentityCode.Parse(answer.Content?.PersonalIdentityCode);

        // A finding without a jobseeker says that the person is not in the register: nobody can say so of somebody who was not named.
        return code.IsValid ? token => RecordAsync(code.Value, answer, context, token) : throw new EvidenceDamagedException(Unreadable);
    }

    private async Task RecordAsync(PersonalIdentityCode code, KelaAnswer answer, NoticeContext context, CancellationToken cancellation)
    {
        var jobseeker = await subjects.FindAsync(code, cancellation) is { } subject
            ? await register.OfSubjectAsync(subject, cancellation)
            : null;
        var evaluation = jobseeker is null
            ? null
            : await evaluator.EvaluateAsync(jobseeker, code.BirthDate, answer, clock.Today, null, cancellation);
        database.Add(new FindingRow
        {
            FindingId = context.NoticeId,
            JobseekerId = jobseeker?.JobseekerId,
            EvaluationId = evaluation is null ? null : Guid.Parse(evaluation.EvaluationId),
            AsOf = clock.Today,
            FlowId = flow.Id,
            Trace = Activity.Current?.Id ?? "",
            FoundAt = clock.Now,
        });
    }
}
