using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// A person's file of exports, checked by itself: the one thing that is taken on trust is the public key of whoever keeps the directory.
/// Everything in the file is signed by somebody or follows from what is; who was not reached is told by the gateway's word.
/// </summary>
/// <param name="MadeAt">When the newest export was made; null when there is none.</param>
/// <param name="DirectoryVersion">Which version of the directory came along; null when it cannot be read.</param>
/// <param name="Exports">Each holder's export.</param>
/// <param name="NotReached">Participations of which the file has none, and why, as a gRPC status.</param>
/// <param name="Findings">Everything that does not hold, of the file and of every export.</param>
public sealed record ExportFile(
    DateTimeOffset? MadeAt,
    long? DirectoryVersion,
    IReadOnlyList<CheckedExport> Exports,
    IReadOnlyList<(Participation Participation, string Reason)> NotReached,
    IReadOnlyList<ExportFinding> Findings)
{
    /// <summary>Name of this form.</summary>
    public const string Form = "mesh-export-file/1";

    /// <summary>
    /// By how much the times of a file's exports may differ: they are gathered within seconds, by holders whose clocks may be so far apart. An
    /// older one, put among new ones, would hide what was written since.
    /// </summary>
    public static readonly TimeSpan Gathered = TimeSpan.FromMinutes(5);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // Statuses as the gateway writes them.
    private static readonly HashSet<string> Reasons = [.. Enum.GetValues<StatusCode>().Select(status => WireNames.UpperSnake(status.ToString()))];

    /// <summary>Checks a file; never throws on its content.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="directoryKey">ECDSA P-256 public key of whoever keeps the directory; null when the person has none.</param>
    public static ExportFile Check(ReadOnlyMemory<byte> file, ECDsa? directoryKey)
    {
        if (TreeOf(file) is not { } tree || ReadForm(tree) is not { } form)
        {
            return Refused(ExportFindings.FileUnreadable, "This is no file of exports, or not the whole of one.");
        }

        var findings = new List<ExportFinding>();
        if (directoryKey is null)
        {
            findings.Add(new(ExportFindings.DirectoryNotChecked, "Without the directory's public key nobody vouches for the keys with which everything else is checked."));
        }
        else if (!DirectorySignature.Verify(form.Directory, form.DirectorySignature, directoryKey))
        {
            findings.Add(new(ExportFindings.DirectorySignature, "The directory in the file is not signed with the key that was given."));
        }

        var read = ParticipantDirectory.Read(form.Directory);
        if (!read.IsValid)
        {
            findings.Add(new(ExportFindings.DirectoryUnreadable, "The directory in the file is none."));
            return new(null, null, [], [], findings);
        }

        if (!form.Parts.Select(part => part.Participation).SequenceEqual(read.Directory.Entries.Select(entry => entry.Participation)))
        {
            findings.Add(new(ExportFindings.Participations, "The file does not name the participations of its directory, each once and in that order."));
        }

        var exports = form.Parts.Where(part => part.Export is not null)
            .Select(part => CheckedExport.Check(part.Export!, part.Participation, read.Directory))
            .ToList();
        var newest = exports.Max(export => export.MadeAt);
        if (form.MadeAt != (newest is { } moment ? Instant(moment) : ""))
        {
            findings.Add(new(ExportFindings.MadeAt, "The time that the file gives is not that of its newest export."));
        }

        findings.AddRange(exports.Where(export => newest - export.MadeAt > Gathered).Select(export => new ExportFinding(
            ExportFindings.MadeApart, $"It was made at {Instant(export.MadeAt!.Value)}, and the newest of the file at {Instant(newest!.Value)}.", export.Holder)));
        return new(
            newest,
            read.Directory.Version,
            exports,
            [.. form.Parts.Where(part => part.Reason is not null).Select(part => (part.Participation, part.Reason!))],
            [.. findings, .. exports.SelectMany(export => export.Findings)]);
    }

    private static string Instant(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ExportFile Refused(string code, string words) => new(null, null, [], [], [new(code, words)]);

    private static Dictionary<string, object>? TreeOf(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file, Strict);
            return JsonTree.Read(document.RootElement) as Dictionary<string, object>;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second of a name with half of a surrogate pair, by an escape.
            return null;
        }
    }

    // Exact: a member that nobody reads would be one that says something nobody checks.
    private static FileForm? ReadForm(Dictionary<string, object> tree)
    {
        if (tree is not { Count: 4 }
            || JsonTree.Member<string>(tree, "form") != Form
            || JsonTree.Member<string>(tree, "made_at") is not { } madeAt
            || JsonTree.Member<Dictionary<string, object>>(tree, "directory") is not { Count: 2 } directory
            || JsonTree.Member<List<object>>(tree, "participations") is not { } participations
            || Base64.Read(JsonTree.Member<string>(directory, "document") ?? "") is not { Length: > 0 } json
            || Base64.Read(JsonTree.Member<string>(directory, "signature") ?? "") is not { Length: > 0 } signature)
        {
            return null;
        }

        var parts = participations.Select(ReadPart).OfType<FilePart>().ToList();
        return parts.Count == participations.Count ? new(madeAt, json, signature, parts) : null;
    }

    private static FilePart? ReadPart(object item) =>
        item is Dictionary<string, object> { Count: 2 } part
        && Participation.TryParse(JsonTree.Member<string>(part, "participation"), out var participation)
            ? (JsonTree.Member<string>(part, "export"), JsonTree.Member<string>(part, "not_reached")) switch
            {
                ({ } export, null) => new(participation, export, null),
                (null, { } reason) when Reasons.Contains(reason) => new(participation, null, reason),
                _ => null,
            }
            : null;

    private sealed record FileForm(string MadeAt, byte[] Directory, byte[] DirectorySignature, IReadOnlyList<FilePart> Parts);

    private sealed record FilePart(Participation Participation, string? Export, string? Reason);
}
