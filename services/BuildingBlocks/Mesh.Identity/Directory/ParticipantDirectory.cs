using System.Collections.Frozen;

namespace Mesh.Identity;

/// <summary>
/// Who takes part, where and for whom: one version of participants.json, read whole and immutable. Pilots, regions and the
/// reform of 1.1.2025 are rows here, never an "if" on the name of a service.
/// </summary>
public sealed class ParticipantDirectory
{
    private readonly FrozenDictionary<Participation, DirectoryEntry> _byParticipation;

    internal ParticipantDirectory(long version, MeshEnvironment environment, IReadOnlyList<string> clientGroups, IReadOnlyList<DirectoryEntry> entries)
    {
        Version = version;
        Environment = environment;
        ClientGroups = clientGroups;
        Entries = entries;
        _byParticipation = entries.ToFrozenDictionary(e => e.Participation);
    }

    /// <summary>Rises with every change of the file; from 1.</summary>
    public long Version { get; }

    /// <summary>Demonstration or production.</summary>
    public MeshEnvironment Environment { get; }

    /// <summary>All client groups there are.</summary>
    public IReadOnlyList<string> ClientGroups { get; }

    /// <summary>All participations, in the order of the file.</summary>
    public IReadOnlyList<DirectoryEntry> Entries { get; }

    /// <summary>Reads a whole file; never throws on its content.</summary>
    public static DirectoryReadResult Read(ReadOnlySpan<byte> json) => DirectoryReader.Read(json);

    /// <summary>The entry of a participation, or null.</summary>
    public DirectoryEntry? Find(Participation participation) => _byParticipation.GetValueOrDefault(participation);

    /// <summary>
    /// The labour authority (työvoimaviranomainen) of a client. Without a client group the answer is still known where every
    /// group has the same one. A group the directory does not name counts as no group: a mistyped one must not fall to
    /// whoever serves the rest.
    /// </summary>
    /// <param name="municipalityCode">Municipality of residence, three digits.</param>
    /// <param name="clientGroup">One of <see cref="ClientGroups"/>; null when not known.</param>
    /// <param name="on">The governing day.</param>
    public AuthorityAnswer LabourAuthority(string municipalityCode, string? clientGroup, DateOnly on)
    {
        var rows = RowsOf(ParticipantRole.LabourAuthority, municipalityCode, on);
        if (rows.Count == 0)
        {
            return new AuthorityAnswer.Unknown(AuthorityAnswer.MissingMunicipality);
        }

        var rest = rows.Where(r => r.Area.ClientGroups.Count == 0).Select(r => (Participation?)r.Participation).FirstOrDefault();
        Participation? Serving(string group) =>
            rows.Where(r => r.Area.ClientGroups.Contains(group, StringComparer.Ordinal)).Select(r => (Participation?)r.Participation).FirstOrDefault() ?? rest;

        var possible = clientGroup is not null && ClientGroups.Contains(clientGroup, StringComparer.Ordinal)
            ? [Serving(clientGroup)]
            : ClientGroups.Select(Serving).Concat(rest is null && ClientGroups.Count > 0 ? [] : [rest]).Distinct().ToList();
        return possible is [{ } only]
            ? new AuthorityAnswer.Known(only)
            : new AuthorityAnswer.Unknown(AuthorityAnswer.MissingClientGroup);
    }

    /// <summary>The participation that holds a role for a municipality. For the labour authority: as with no client group.</summary>
    public AuthorityAnswer Responsible(ParticipantRole role, string municipalityCode, DateOnly on)
    {
        if (role == ParticipantRole.LabourAuthority)
        {
            return LabourAuthority(municipalityCode, clientGroup: null, on);
        }

        // At most one row: the reader refuses a file with overlapping rows.
        return RowsOf(role, municipalityCode, on) is [var row]
            ? new AuthorityAnswer.Known(row.Participation)
            : new AuthorityAnswer.Unknown(AuthorityAnswer.MissingMunicipality);
    }

    // A row for the whole country answers for a code outside our table too, but not for what is no code at all.
    private List<(Participation Participation, ServedArea Area)> RowsOf(ParticipantRole role, string municipalityCode, DateOnly on) =>
        municipalityCode is { Length: 3 } && municipalityCode.All(char.IsAsciiDigit)
            ? [.. Entries
                .Where(entry => entry.Participation.Role == role)
                .SelectMany(entry => entry.Areas
                    .Where(area => area.Covers(municipalityCode, on))
                    .Select(area => (entry.Participation, area)))]
            : [];
}
