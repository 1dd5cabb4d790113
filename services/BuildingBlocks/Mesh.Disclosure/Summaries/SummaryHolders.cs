using Mesh.Hosting.Calls;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.Disclosure;

/// <summary>Who is asked for a summary.</summary>
/// <param name="Holders">Participations, each once, never oneself.</param>
/// <param name="NotAsked">Roles for which the directory could not tell whom.</param>
public sealed record AskedHolders(IReadOnlyList<Participation> Holders, IReadOnlyList<RoleNotAsked> NotAsked);

/// <summary>Decides whom a summary is asked of: the holders named, or those whom the directory names for the client.</summary>
public sealed class SummaryHolders(DirectoryFile directory, Self self)
{
    /// <summary>The holders that the professional named.</summary>
    public static AskedHolders Named(IEnumerable<string> holders) => new(
        [.. holders.Select(text => Participation.TryParse(text, out var holder) ? holder : throw new FormatException("The request was checked before."))],
        []);

    /// <summary>The holders of a client.</summary>
    /// <param name="municipality">Home municipality, three digits; empty when not known.</param>
    /// <param name="clientGroup">Client group; empty when not known.</param>
    /// <param name="on">The governing day.</param>
    /// <param name="known">Holders that are known to have a case of the client, whoever serves the municipality today.</param>
    public AskedHolders Of(string municipality, string clientGroup, DateOnly on, IReadOnlyCollection<Participation> known)
    {
        var holders = new List<Participation>(known);
        var notAsked = new List<RoleNotAsked>();
        foreach (var role in SummaryCategories.HolderRoles(self.Participation.Role))
        {
            switch (Responsible(role, municipality, clientGroup, on))
            {
                case AuthorityAnswer.Known named:
                    holders.Add(named.Participation);
                    break;
                case AuthorityAnswer.Unknown unknown when known.All(holder => holder.Role != role):
                    notAsked.Add(new RoleNotAsked { Role = role.WireCode(), MissingFact = unknown.MissingFact });
                    break;
            }
        }

        return new AskedHolders([.. holders.Where(holder => holder != self.Participation).Distinct()], notAsked);
    }

    private AuthorityAnswer Responsible(ParticipantRole role, string municipality, string clientGroup, DateOnly on)
    {
        var current = directory.Current;
        if (municipality.Length == 0)
        {
            // Whoever serves the whole country serves the client, wherever that is.
            return current.Entries.Where(entry => entry.Participation.Role == role && entry.Areas.Any(area => area.Covers(ServedArea.WholeCountry, on)))
                .ToList() is [var only]
                ? new AuthorityAnswer.Known(only.Participation)
                : new AuthorityAnswer.Unknown(AuthorityAnswer.MissingMunicipality);
        }

        return role == ParticipantRole.LabourAuthority
            ? current.LabourAuthority(municipality, clientGroup.Length > 0 ? clientGroup : null, on)
            : current.Responsible(role, municipality, on);
    }
}
