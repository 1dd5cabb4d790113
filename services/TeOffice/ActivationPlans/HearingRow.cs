using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>
/// The client was invited to be heard before a decision on interruption (AKT-INT-3). Appended, never changed. Whether the invitation
/// reached the client is proved by the message's own steps of service.
/// </summary>
public sealed class HearingRow
{
    /// <summary>The hearing.</summary>
    public required Guid HearingId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>On what ground the plan would be interrupted.</summary>
    public required HearingGround Ground { get; init; }

    /// <summary>First civil date of the job, business or studies.</summary>
    public required DateOnly EventDate { get; init; }

    /// <summary>Last civil date to answer; with its end the opportunity is over.</summary>
    public required DateOnly AnswerBy { get; init; }

    /// <summary>The message that told the client.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The inviting professional's pairwise id.</summary>
    public required string PersonId { get; init; }

    /// <summary>Assurance of the professional's authentication.</summary>
    public required string Assurance { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class HearingTable : IEntityTypeConfiguration<HearingRow>
{
    public void Configure(EntityTypeBuilder<HearingRow> builder)
    {
        builder.ToTable("plan_hearing");
        builder.HasKey(row => row.HearingId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.CaseId);
    }
}
