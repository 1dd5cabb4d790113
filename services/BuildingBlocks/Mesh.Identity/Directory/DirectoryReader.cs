using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mesh.Identity;

/// <summary>Reads participants.json whole: goes on after a violation, so that all are told at once.</summary>
internal sealed partial class DirectoryReader
{
    internal static readonly FrozenSet<string> RootFields = FrozenSet.Create(StringComparer.Ordinal, "$schema", "version", "environment", "clientGroups", "participants");
    internal static readonly FrozenSet<string> EntryFields = FrozenSet.Create(StringComparer.Ordinal, "organisation", "role", "name", "endpoint", "areas", "issuingAuthority", "deniedCertificates", "signingKeys", "checkpointKeys");
    internal static readonly FrozenSet<string> NameFields = FrozenSet.Create(StringComparer.Ordinal, "fi", "sv", "en");

    private readonly List<DirectoryViolation> _violations = [];

    public static DirectoryReadResult Read(ReadOnlySpan<byte> json)
    {
        var (root, fault) = WellFormedJson.Parse(json);
        return fault is null ? new DirectoryReader().ReadRoot(root) : DirectoryReadResult.Refused([fault]);
    }

    private DirectoryReadResult ReadRoot(JsonElement element)
    {
        if (CheckedObject.Open(element, "$", RootFields, _violations) is not { } root)
        {
            return DirectoryReadResult.Refused(_violations);
        }

        var version = root.Number("version");
        if (version < 1)
        {
            root.Refuse("version", DirectoryFaults.Version, "Versions start from 1.");
        }

        var environment = EnvironmentOf(root);
        var clientGroups = ClientGroupsOf(root);
        var areas = new AreaReader(clientGroups, _violations);
        var keys = (Signing: new SigningKeyReader(_violations), Checkpoints: new CheckpointKeyReader(_violations));
        var seen = new HashSet<Participation>();
        var entries = new List<DirectoryEntry>();
        foreach (var (item, path) in root.Items("participants", isRequired: true))
        {
            if (CheckedObject.Open(item, path, EntryFields, _violations) is { } entry
                && EntryOf(entry, environment, areas, keys, seen) is { } valid)
            {
                entries.Add(valid);
            }
        }

        areas.RefuseOverlaps();
        return _violations.Count > 0
            ? DirectoryReadResult.Refused(_violations)
            : DirectoryReadResult.Of(new(version!.Value, environment!.Value, clientGroups, entries));
    }

    private static MeshEnvironment? EnvironmentOf(CheckedObject root)
    {
        switch (root.Text("environment"))
        {
            case null:
                return null;
            case "demonstration":
                return MeshEnvironment.Demonstration;
            case "production":
                return MeshEnvironment.Production;
            default:
                root.Refuse("environment", DirectoryFaults.Environment, "demonstration or production is expected.");
                return null;
        }
    }

    private List<string> ClientGroupsOf(CheckedObject root)
    {
        var groups = new List<string>();
        foreach (var (text, path) in root.Texts("clientGroups", isRequired: false))
        {
            if (!ClientGroup().IsMatch(text) || groups.Contains(text))
            {
                _violations.Add(new(path, DirectoryFaults.ClientGroup, "A client group is 1 to 40 of A-Z, 0-9 and _, each listed once."));
            }

            groups.Add(text);
        }

        return groups;
    }

    private DirectoryEntry? EntryOf(
        CheckedObject entry, MeshEnvironment? environment, AreaReader areas, (SigningKeyReader Signing, CheckpointKeyReader Checkpoints) keys, HashSet<Participation> seen)
    {
        var participation = ParticipationOf(entry, out var role);
        if (participation is { } known && !seen.Add(known))
        {
            _violations.Add(new(entry.Path, DirectoryFaults.ParticipationTwice, "An earlier entry has the same organisation and role."));
        }

        var name = NameOf(entry);
        var endpoint = EndpointOf(entry);
        var served = areas.Read(entry, role);
        var authority = IssuingAuthorityOf(entry, environment);
        var denied = DeniedCertificatesOf(entry);
        var signing = keys.Signing.Read(entry, environment);
        var checkpoints = keys.Checkpoints.Read(entry, participation, environment);
        return participation is null || name is null || endpoint is null || authority is null
            ? null
            : new(participation.Value, name, endpoint, served, authority, denied, signing, checkpoints);
    }

    private static Participation? ParticipationOf(CheckedObject entry, out ParticipantRole? role)
    {
        OrganisationId? organisation = null;
        if (entry.Text("organisation") is { } id)
        {
            if (OrganisationId.TryParse(id, out var parsed))
            {
                organisation = parsed;
            }
            else
            {
                entry.Refuse("organisation", DirectoryFaults.BusinessId, "A Finnish business ID 1234567-8 with its check digit is expected.");
            }
        }

        role = null;
        if (entry.Text("role") is { } code)
        {
            if (ParticipantRoleCodes.TryParse(code, out var parsed))
            {
                role = parsed;
            }
            else
            {
                entry.Refuse("role", DirectoryFaults.Role, "LABOUR_AUTHORITY, SOCIAL_CARE, SOCIAL_INSURANCE or MUNICIPALITY is expected.");
            }
        }

        return organisation is { } o && role is { } r ? new(o, r) : null;
    }

    private static LocalizedName? NameOf(CheckedObject entry)
    {
        if (entry.Object("name", NameFields) is not { } name)
        {
            return null;
        }

        var (fi, sv, en) = (name.Text("fi"), name.Text("sv"), name.Text("en"));
        return fi is null || sv is null || en is null ? null : new(fi, sv, en);
    }

    private static Uri? EndpointOf(CheckedObject entry)
    {
        if (entry.Text("endpoint") is not { } text)
        {
            return null;
        }

        // gRPC puts its own path after the authority, so a path, query or fragment here would silently be lost.
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            && uri.PathAndQuery == "/" && uri.Fragment.Length == 0)
        {
            return uri;
        }

        entry.Refuse("endpoint", DirectoryFaults.Endpoint, "https://host:port/ is expected.");
        return null;
    }

    private static string? IssuingAuthorityOf(CheckedObject entry, MeshEnvironment? environment)
    {
        if (entry.Text("issuingAuthority") is not { } text)
        {
            return null;
        }

        if (text == DirectoryEntry.NotInstalled && environment != MeshEnvironment.Production)
        {
            return text;
        }

        if (Thumbprint().IsMatch(text))
        {
            return text.ToUpperInvariant();
        }

        entry.Refuse("issuingAuthority", DirectoryFaults.IssuingAuthority, "A SHA-256 thumbprint of 64 hexadecimal digits is expected (\"development\" only in a demonstration).");
        return null;
    }

    private FrozenSet<string> DeniedCertificatesOf(CheckedObject entry)
    {
        var denied = entry.Texts("deniedCertificates", isRequired: false);
        foreach (var (_, path) in denied.Where(d => !Thumbprint().IsMatch(d.Text)))
        {
            _violations.Add(new(path, DirectoryFaults.Certificate, "A SHA-256 thumbprint of 64 hexadecimal digits is expected."));
        }

        return denied.Select(d => d.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Thumbprint();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClientGroup();
}
