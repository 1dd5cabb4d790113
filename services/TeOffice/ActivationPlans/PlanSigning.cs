using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Who signs.</summary>
/// <param name="Role">In which role.</param>
/// <param name="Participation">For which participation; null for the client.</param>
/// <param name="PersonId">The person's pairwise id.</param>
/// <param name="Assurance">Assurance of the person's authentication.</param>
public sealed record Signer(SignerRole Role, Participation? Participation, string PersonId, string Assurance);

/// <summary>The one way in which a plan is signed, whoever signs (F07, AKT-SIGN-1).</summary>
public sealed class PlanSigning(
    DbContext database, PlanCases cases, PlanBytes bytes, PlanNotices notices, PlanJournal journal, MeshClock clock, TimeProvider time)
{
    /// <summary>Signs; runs inside the write's transaction.</summary>
    /// <exception cref="Hosting.Errors.EvidenceDamagedException">The bytes to sign are damaged: nobody signs what cannot be shown.</exception>
    public async Task<PlanSnapshot> SignAsync(
        PlanCaseRow plan, Signer signer, int planVersion, byte[] digest, CancellationToken cancellation)
    {
        var before = await cases.SnapshotAsync(plan, cancellation);
        var named = Convert.ToHexStringLower(digest);
        var services = await ServicesAsync(plan, planVersion, named, cancellation);
        var next = PlanDecisions.Sign(before, signer.Role, planVersion, named, services, clock.Now).OrRaise();
        database.Add(new SignatureRow
        {
            CaseId = plan.CaseId,
            PlanVersion = planVersion,
            Role = signer.Role,
            Participation = signer.Participation?.ToString() ?? "",
            PersonId = signer.PersonId,
            Assurance = signer.Assurance,
            Digest = digest,
            SignedAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });
        await cases.ApplyAsync(plan, next, cancellation);
        journal.Record("F07 SignPlan", plan, signer);
        notices.TellSigned(plan, signer.Role);
        return next;
    }

    // Read from the bytes that are signed. Whoever names another version or digest is refused for that, and nothing is read.
    private async Task<PlanServices> ServicesAsync(PlanCaseRow plan, int planVersion, string digest, CancellationToken cancellation) =>
        plan.PlanVersion > 0 && planVersion == plan.PlanVersion && digest == plan.Digest
            ? PlanServices.Of(PlanContent.Parser.ParseFrom(await bytes.ReadAsync(plan.CaseId, planVersion, digest, cancellation)))
            : PlanServices.None;
}
