using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.WellbeingRegion.Clients;

/// <summary>
/// A professional's tie to a client: who accepted an invitation, took a case or took the client on works with the client from then on.
/// </summary>
public sealed class ClientTie
{
    /// <summary>The client.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The professional's pairwise id.</summary>
    public required string PersonId { get; init; }

    /// <summary>Since when, in the mesh's time.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Why the client was taken on, as a code; empty when a case or invitation was.</summary>
    public string Reason { get; init; } = "";
}

internal sealed class ClientTables : IEntityTypeConfiguration<ClientTie>
{
    public void Configure(EntityTypeBuilder<ClientTie> builder)
    {
        builder.ToTable("client_tie");
        builder.HasKey(row => new { row.SubjectId, row.PersonId });
    }
}
