using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.TeOffice.Referrals;

/// <summary>What a region has referred to this authority (F04): one row for each case of the region, however often it is told.</summary>
public sealed class RegionReferralRow
{
    /// <summary>Name of the table, part of what encrypted columns are bound to.</summary>
    public const string Table = "region_referral";

    /// <summary>The region's own case.</summary>
    public required Guid ReferralId { get; init; }

    /// <summary>The region, as a participation. Only its notices are about the referral.</summary>
    public required string Region { get; init; }

    /// <summary>The person, in this database only; who is not a jobseeker yet becomes one by registration, and the referral is then found.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>What is asked for.</summary>
    public required ReferralKind Kind { get; set; }

    /// <summary>The referral as the region gave it, serialised and encrypted.</summary>
    public required byte[] Content { get; set; }

    /// <summary>The region's ledger entry by which it came.</summary>
    public required Guid DisclosureId { get; set; }

    /// <summary>When the region told it, in the mesh's time; what was told before is not taken.</summary>
    public required DateTimeOffset ToldAt { get; set; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>W3C traceparent of the notice's handling; the case that is opened goes on in that trace.</summary>
    public required string Trace { get; init; }

    /// <summary>When it first came, in the mesh's time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it first came, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was accepted, in the mesh's time; null while it waits for an answer.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>Who accepted, by pairwise id.</summary>
    public string? AcceptedBy { get; set; }

    /// <summary>The activation plan case; null before it is opened.</summary>
    public Guid? CaseId { get; set; }

    /// <summary>When it was declined here or withdrawn by the region, in the mesh's time; null while neither. Told anew, it waits again.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Why it was declined, as a code; null when it was not.</summary>
    public string? DeclineReason { get; set; }

    /// <summary>Who declined, by pairwise id; null when nobody did.</summary>
    public string? DeclinedBy { get; set; }
}

internal sealed class ReferralTables : IEntityTypeConfiguration<RegionReferralRow>
{
    public void Configure(EntityTypeBuilder<RegionReferralRow> builder)
    {
        builder.ToTable(RegionReferralRow.Table);
        builder.HasKey(row => row.ReferralId);
        builder.IsEncrypted(row => row.Content, row => row.ReferralId);
        builder.HasIndex(row => row.SubjectId);
    }
}
