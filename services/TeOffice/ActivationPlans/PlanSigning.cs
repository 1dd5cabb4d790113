using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Who signs.</summary>
/// <param name="Role">In which role.</param>
/// <param name="Participation">For which participation; null for the client.</param>
/// <param name="PersonId">The person's pairwise id.</param>
/// <param name="Assurance">Assurance of the person's authentication.</param>
public sealed record Signer(SignerRole Role, Participation? Participation, string PersonId, string Assurance);

/// <summary>The one way in which a plan is signed, whoever signs (F07, AKT-SIGN-1).</summary>
public sealed class PlanSigning(
    DbContext database, PlanCases cases, PlanBytes bytes, PlanNotices notices, FlowJournal journal, Self self, MeshClock clock, TimeProvider time)
{
    /// <summary>Signs; runs inside the write's transaction.</summary>
    /// <exception cref="Hosting.Errors.EvidenceDamagedException">The bytes to sign are damaged: nobody signs what cannot be shown.</exception>
    public async Task<PlanSnapshot> SignAsync(
        PlanCaseRow plan, Signer signer, int planVersion, byte[] digest, CancellationToken cancellation)
    {
        var before = await cases.SnapshotAsync(plan, cancellation);
        var named = Convert.ToHexStringLower(digest);
        var next = PlanDecisions.Sign(before, signer.Role, planVersion, named, clock.Today).OrRaise();
        await bytes.ReadAsync(plan.CaseId, planVersion, named, cancellation);
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
        Journal(plan, signer);
        notices.TellSigned(plan, signer.Role);
        return next;
    }

    private void Journal(PlanCaseRow plan, Signer signer)
    {
        var other = signer.Participation is { } participation && participation != self.Participation;
        journal.Record(
            $"F07 SignPlan {WireNames.UpperSnake(signer.Role.ToString())}",
            other ? Road.Cooperation : Road.Own,
            other ? signer.Participation : null,
            caseId: plan.CaseId);
    }
}
