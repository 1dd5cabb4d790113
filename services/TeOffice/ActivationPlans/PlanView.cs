using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.Statutes;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using WireSchedule = Tyollisyys.Mesh.Protos.ActivationPlans.V1.ReviewSchedule;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>A case as it is shown, and the parts of it that cross the door.</summary>
public sealed class PlanView(
    DbContext database,
    PlanCases cases,
    PlanBytes bytes,
    CapacityFindings findings,
    BenefitInformations informations,
    ServiceEvents events,
    FieldCipher cipher,
    Self self,
    MeshClock clock)
{
    private const string RepresentativeColumn = "representative";

    /// <summary>The whole case, for its owner's professional and for the client.</summary>
    public async Task<PlanCase> CaseAsync(PlanCaseRow plan, CancellationToken cancellation)
    {
        var snapshot = await cases.SnapshotAsync(plan, cancellation);
        var view = new PlanCase
        {
            CaseId = plan.CaseId.ToString(),
            CaseVersion = plan.Version,
            State = plan.State,
            Region = plan.Region ?? "",
            Representative = RepresentativeOf(plan),
            PlanVersion = plan.PlanVersion,
            EffectiveOn = WireDate.WriteOptional(plan.EffectiveOn),
            Review = Schedule(snapshot),
            FlowId = plan.FlowId.ToString(),
            CapacityFinding = await findings.OfAsync(plan.CaseId, cancellation),
            Owner = self.Participation.ToString(),
        };
        view.BenefitInformation.AddRange(await informations.OfAsync(plan.CaseId, cancellation));
        view.Signatures.AddRange(await SignaturesAsync(plan, cancellation));
        view.HeldReviews.AddRange(await ReviewsAsync(plan, cancellation));
        view.ServiceEvents.AddRange(await events.OfAsync(plan.CaseId, cancellation));
        if (plan.PlanVersion > 0)
        {
            view.ContentSha256 = ByteString.CopyFrom(Convert.FromHexString(plan.Digest));
            view.Content = PlanContent.Parser.ParseFrom(await bytes.ReadAsync(plan.CaseId, plan.PlanVersion, plan.Digest, cancellation));
        }

        view.NextSteps.AddRange(PlanNextSteps.Of(snapshot, view.Content is { } content ? PlanServices.Of(content) : PlanServices.None));
        return view;
    }

    /// <summary>The newest version with its signatures (F07, F08); null before there is one.</summary>
    public async Task<PlanCopy?> CopyAsync(PlanCaseRow plan, CancellationToken cancellation)
    {
        if (plan.PlanVersion == 0)
        {
            return null;
        }

        var content = await bytes.ReadAsync(plan.CaseId, plan.PlanVersion, plan.Digest, cancellation);
        return new PlanCopy
        {
            CaseId = plan.CaseId.ToString(),
            PlanVersion = plan.PlanVersion,
            Content = ByteString.CopyFrom(content),
            ContentSha256 = ByteString.CopyFrom(Convert.FromHexString(plan.Digest)),
            Signatures = { await SignaturesAsync(plan, cancellation) },
            State = plan.State,
            CaseVersion = plan.Version,
        };
    }

    /// <summary>Effective date and reviews (F09).</summary>
    public async Task<PlanFollowUp> FollowUpAsync(PlanCaseRow plan, CancellationToken cancellation) => new()
    {
        CaseId = plan.CaseId.ToString(),
        EffectiveOn = WireDate.WriteOptional(plan.EffectiveOn),
        Review = Schedule(await cases.SnapshotAsync(plan, cancellation)),
        Held = { await ReviewsAsync(plan, cancellation) },
        CaseVersion = plan.Version,
    };

    /// <summary>When the next review is due, as of today; null before the plan is active.</summary>
    public WireSchedule? Schedule(PlanSnapshot plan) => PlanDecisions.NextReview(plan) is { } deadline ? Wire(deadline) : null;

    /// <summary>A deadline with how far today is past it.</summary>
    public WireSchedule Wire(Deadline deadline) => new()
    {
        DueDate = WireDate.Write(deadline.DueDate),
        LastLawfulDate = WireDate.Write(deadline.LastLawfulDate),
        DaysOverdue = deadline.DaysOverdue(clock.Today),
    };

    /// <summary>Keeps the region's representative, encrypted.</summary>
    public void SetRepresentative(PlanCaseRow plan, Representative representative) =>
        plan.Representative = cipher.Protect(representative.ToByteArray(), PlanCaseRow.Table, RepresentativeColumn, plan.CaseId);

    private Representative? RepresentativeOf(PlanCaseRow plan) => plan.Representative is null
        ? null
        : Representative.Parser.ParseFrom(cipher.Reveal(plan.Representative, PlanCaseRow.Table, RepresentativeColumn, plan.CaseId));

    private async Task<IEnumerable<PlanSignature>> SignaturesAsync(PlanCaseRow plan, CancellationToken cancellation)
    {
        var rows = await database.Set<SignatureRow>().AsNoTracking()
            .Where(row => row.CaseId == plan.CaseId && row.PlanVersion == plan.PlanVersion)
            .OrderBy(row => row.SignedAt)
            .ToListAsync(cancellation);
        return rows.Select(row => new PlanSignature
        {
            Role = row.Role,
            Participation = row.Participation,
            SignedAt = row.SignedAt.ToTimestamp(),
            PlanVersion = row.PlanVersion,
            ContentSha256 = ByteString.CopyFrom(row.Digest),
        });
    }

    private async Task<IEnumerable<HeldReview>> ReviewsAsync(PlanCaseRow plan, CancellationToken cancellation)
    {
        var rows = await database.Set<ReviewRow>().AsNoTracking()
            .Where(row => row.CaseId == plan.CaseId)
            .OrderBy(row => row.HeldOn).ThenBy(row => row.ReviewId)
            .ToListAsync(cancellation);
        return rows.Select(row => new HeldReview
        {
            HeldOn = WireDate.Write(row.HeldOn),
            ResultCode = row.ResultCode,
            DaysLate = row.DaysLate,
        });
    }
}
