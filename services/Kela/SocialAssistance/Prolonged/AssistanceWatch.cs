using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Kela.SocialAssistance;

/// <summary>When a client of social assistance is to be looked at next, though nothing is recorded.</summary>
public sealed class AssistanceWatch
{
    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>First day not looked at yet on which time alone can bring the client to a threshold; null when there is none.</summary>
    public DateOnly? NextLookOn { get; set; }
}

internal sealed class AssistanceWatchTable : IEntityTypeConfiguration<AssistanceWatch>
{
    public void Configure(EntityTypeBuilder<AssistanceWatch> builder)
    {
        builder.ToTable("assistance_watch");
        builder.HasKey(row => row.SubjectId);
        builder.HasIndex(row => row.NextLookOn);
    }
}
