using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
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

        if (await OpenCaseAsync(jobseeker, cancellation) is not { } open)
        {
            return new KelaAnswer(FactSource.NotAsked, null, null, kela.Participation);
        }

        return await AskAsync(
            kela.Participation,
            new Subject { PersonalIdentityCode = code.Reveal() },
            new CaseProof { Attestation = open },
            purpose,
            asOf,
            actor,
            cancellation) switch
        {
            DoorAnswer.Given given => Read(given, kela.Participation),
            DoorAnswer.Unreachable => new KelaAnswer(FactSource.Unreachable, null, null, kela.Participation),
            _ => new KelaAnswer(FactSource.Withheld, null, null, kela.Participation),
        };
    }

    /// <summary>What Kela gives of the person of a notice that it sent here.</summary>
    /// <exception cref="TransientNoticeException">Kela did not answer; it sends the notice again.</exception>
    /// <exception cref="NothingGivenException">Kela gave nothing; the notice is parked for a person.</exception>
    /// <exception cref="EvidenceDamagedException">What came is damaged; the notice is parked for a person.</exception>
    public async Task<KelaAnswer> AboutAsync(Participation kela, Guid noticeId, Actor actor, CancellationToken cancellation)
    {
        var answer = await AskAsync(
            kela,
            new Subject { NoticeId = noticeId.ToString() },
            new CaseProof { NoticeId = noticeId.ToString() },
            Purpose.ActivationPlanNeed,
            clock.Today,
            actor,
            cancellation);
        return Read(answer.OrFailNotice("KELA_UNREACHABLE"), kela);
    }

    private static KelaAnswer Read(DoorAnswer.Given given, Participation kela) => new(FactSource.Given, given.Content, given.DisclosureId, kela);

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

    private Task<DoorAnswer> AskAsync(
        Participation kela, Subject subject, CaseProof proof, Purpose purpose, DateOnly asOf, Actor actor, CancellationToken cancellation) =>
        door.AskAsync(
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
}
