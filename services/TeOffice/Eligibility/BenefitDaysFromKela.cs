using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Jobseekers;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>What came through Kela's door.</summary>
/// <param name="Source">Given, withheld, unreachable, or not asked.</param>
/// <param name="Content">The content, when given.</param>
/// <param name="DisclosureId">Kela's ledger entry, when given.</param>
/// <param name="Kela">Who was asked; null when the directory names nobody.</param>
public sealed record KelaAnswer(FactSource Source, DisclosedContent? Content, Guid? DisclosureId, Participation? Kela = null);

/// <summary>Asks Kela for paid benefit days (F02), by what a notice said or for a jobseeker of one's own.</summary>
public sealed class BenefitDaysFromKela(
    Door door, JobseekerRegister register, PlanCases plans, DirectoryFile directory, MeshClock clock, TimeProvider time)
{
    /// <summary>
    /// Asks about a jobseeker, on the job search here while it is valid, else on the client's open plan. Kela believes what is attested, so
    /// nothing is attested that has ended: then it is not asked. For the joint service Kela tells the days of its target group, too.
    /// </summary>
    public async Task<KelaAnswer> AboutAsync(
        Jobseeker jobseeker, PersonalIdentityCode code, Purpose purpose, DateOnly asOf, Actor actor, CancellationToken cancellation)
    {
        if (directory.Current.Responsible(ParticipantRole.SocialInsurance, jobseeker.HomeMunicipality, clock.Today) is not AuthorityAnswer.Known kela)
        {
            return new KelaAnswer(FactSource.Unreachable, null, null);
        }

        return await OpenCaseAsync(jobseeker, cancellation) is { } open
            ? await AskAsync(
                kela.Participation,
                new Subject { PersonalIdentityCode = code.Reveal() },
                new CaseProof { Attestation = open },
                purpose,
                asOf,
                actor,
                cancellation)
            : new KelaAnswer(FactSource.NotAsked, null, null, kela.Participation);
    }

    /// <summary>Asks about the person of a notice that Kela sent here.</summary>
    public Task<KelaAnswer> AboutAsync(Participation kela, Guid noticeId, Actor actor, CancellationToken cancellation) =>
        AskAsync(
            kela,
            new Subject { NoticeId = noticeId.ToString() },
            new CaseProof { NoticeId = noticeId.ToString() },
            Purpose.ActivationPlanNeed,
            clock.Today,
            actor,
            cancellation);

    private async Task<CaseAttestation?> OpenCaseAsync(Jobseeker jobseeker, CancellationToken cancellation)
    {
        if ((await register.ValidityAsync(jobseeker, cancellation)).IsValidOn(clock.Today))
        {
            return new CaseAttestation { Kind = CaseKind.JobSearch, CaseId = jobseeker.JobseekerId.ToString() };
        }

        return await plans.OpenOfAsync(jobseeker.JobseekerId, cancellation) is { } open
            ? new CaseAttestation { Kind = CaseKind.ActivationPlan, CaseId = open.CaseId.ToString() }
            : null;
    }

    private async Task<KelaAnswer> AskAsync(
        Participation kela, Subject subject, CaseProof proof, Purpose purpose, DateOnly asOf, Actor actor, CancellationToken cancellation)
    {
        var answer = await door.AskAsync(
            kela,
            new DiscloseRequest
            {
                RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                Subject = subject,
                Purpose = purpose,
                Categories = { DataCategory.BenefitDays },
                AsOf = WireDate.Write(asOf),
                Proof = proof,
                Actor = actor,
            },
            cancellation);
        return answer switch
        {
            DoorAnswer.Given given => new KelaAnswer(FactSource.Given, given.Content, given.DisclosureId, kela),
            DoorAnswer.Unreachable => new KelaAnswer(FactSource.Unreachable, null, null, kela),
            _ => new KelaAnswer(FactSource.Withheld, null, null, kela),
        };
    }
}
