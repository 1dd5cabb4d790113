using System.Collections.Frozen;

namespace Mesh.Identity;

/// <summary>Reads the areas of all entries and finds rows that answer the same question twice.</summary>
internal sealed class AreaReader(IReadOnlyList<string> clientGroups, List<DirectoryViolation> violations)
{
    internal static readonly FrozenSet<string> Fields = FrozenSet.Create(StringComparer.Ordinal, "municipalities", "from", "to", "clientGroups");

    // Rows of faulty entries are kept too: an overlap is told together with the other faults, not after they are mended.
    private readonly List<(ParticipantRole Role, ServedArea Area, string Path)> _rows = [];

    /// <summary>The rows of one entry. The file lists several municipalities in one area; each becomes a row.</summary>
    public IReadOnlyList<ServedArea> Read(CheckedObject entry, ParticipantRole? role)
    {
        var served = new List<ServedArea>();
        foreach (var (item, path) in entry.Items("areas", isRequired: true))
        {
            if (CheckedObject.Open(item, path, Fields, violations) is not { } area)
            {
                continue;
            }

            var municipalities = MunicipalitiesOf(area);
            var groups = GroupsOf(area, role);
            if (area.Period() is not var (from, to))
            {
                continue;
            }

            foreach (var (code, codePath) in municipalities)
            {
                var row = new ServedArea(code, from, to, groups);
                served.Add(row);
                if (role is { } known)
                {
                    _rows.Add((known, row, codePath));
                }
            }
        }

        return served;
    }

    /// <summary>Two answers to "who is responsible" refuse the file, also when both rows are one participation's: one of them is a mistake.</summary>
    public void RefuseOverlaps()
    {
        foreach (var rows in _rows.GroupBy(r => r.Role).Select(g => g.ToList()))
        {
            for (var later = 1; later < rows.Count; later++)
            {
                for (var earlier = 0; earlier < later; earlier++)
                {
                    if (rows[later].Area.Overlaps(rows[earlier].Area))
                    {
                        violations.Add(new(rows[later].Path, DirectoryFaults.AreaOverlap,
                            $"{rows[later].Role.WireCode()} is already answered by {rows[earlier].Path} on some of these days."));
                    }
                }
            }
        }
    }

    private List<(string Code, string Path)> MunicipalitiesOf(CheckedObject area)
    {
        var isWrittenList = area.Has("municipalities");
        var items = area.Items("municipalities", isRequired: true);
        if (isWrittenList && items.Count == 0)
        {
            area.Refuse("municipalities", DirectoryFaults.FieldMissing, "At least one municipality is expected.");
        }

        var known = new List<(string, string)>();
        foreach (var (code, path) in area.Texts("municipalities", isRequired: false))
        {
            if (code == ServedArea.WholeCountry || Municipalities.Find(code) is not null)
            {
                known.Add((code, path));
            }
            else
            {
                violations.Add(new(path, DirectoryFaults.Municipality, "The table of municipalities has no such code (three digits, or * for the whole country)."));
            }
        }

        return known;
    }

    private string[] GroupsOf(CheckedObject area, ParticipantRole? role)
    {
        var groups = area.Texts("clientGroups", isRequired: false);
        foreach (var (_, path) in groups.Where(g => !clientGroups.Contains(g.Text)))
        {
            violations.Add(new(path, DirectoryFaults.ClientGroup, "The directory's clientGroups do not list this group."));
        }

        if (groups.Count > 0 && role is not null and not ParticipantRole.LabourAuthority)
        {
            area.Refuse("clientGroups", DirectoryFaults.ClientGroupRole, "Only a LABOUR_AUTHORITY serves by client group.");
        }

        return [.. groups.Select(g => g.Text)];
    }
}
