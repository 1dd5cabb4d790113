using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.TeOffice.Jobseekers;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>What came through Kela's door.</summary>
/// <param name="Source">Given, withheld or unreachable.</param>
/// <param name="Content">The content, when given.</param>
/// <param name="DisclosureId">Kela's ledger entry, when given.</param>
/// <param name="Kela">Who was asked; null when the directory names nobody.</param>
public sealed record KelaAnswer(FactSource Source, DisclosedContent? Content, Guid? DisclosureId, Participation? Kela = null);

/// <summary>Asks Kela for paid benefit days (F02), by what a notice said or for a jobseeker of one's own.</summary>
public sealed class BenefitDaysFromKela(Door door, DirectoryFile directory, MeshClock clock, TimeProvider time)
{
    /// <summary>Asks about a jobseeker; the job search here is what the request rests on.</summary>
    public async Task<KelaAnswer> AboutAsync(
        Jobseeker jobseeker, PersonalIdentityCode code, DateOnly asOf, Actor actor, CancellationToken cancellation) =>
        directory.Current.Responsible(ParticipantRole.SocialInsurance, jobseeker.HomeMunicipality, clock.Today) is AuthorityAnswer.Known kela
            ? await AskAsync(
                kela.Participation,
                new Subject { PersonalIdentityCode = code.Reveal() },
                new CaseProof { Attestation = new CaseAttestation { Kind = CaseKind.JobSearch, CaseId = jobseeker.JobseekerId.ToString() } },
                asOf,
                actor,
                cancellation)
            : new KelaAnswer(FactSource.Unreachable, null, null);

    /// <summary>Asks about the person of a notice that Kela sent here.</summary>
    public Task<KelaAnswer> AboutAsync(Participation kela, Guid noticeId, Actor actor, CancellationToken cancellation) =>
        AskAsync(
            kela,
            new Subject { NoticeId = noticeId.ToString() },
            new CaseProof { NoticeId = noticeId.ToString() },
            clock.Today,
            actor,
            cancellation);

    private async Task<KelaAnswer> AskAsync(
        Participation kela, Subject subject, CaseProof proof, DateOnly asOf, Actor actor, CancellationToken cancellation)
    {
        var answer = await door.AskAsync(
            kela,
            new DiscloseRequest
            {
                RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                Subject = subject,
                Purpose = Purpose.ActivationPlanNeed,
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
