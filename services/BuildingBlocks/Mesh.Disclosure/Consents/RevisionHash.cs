using System.Security.Cryptography;
using System.Text;

namespace Mesh.Disclosure;

/// <summary>SHA-256 over everything a revision says and the hash of the one before, so that a history cannot be rewritten in the middle.</summary>
public static class RevisionHash
{
    /// <summary>The hash before the first revision.</summary>
    public static byte[] Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The revision with its hash.</summary>
    public static TRevision Seal<TRevision>(TRevision revision)
        where TRevision : ClientActRevision => revision with { Sha256 = Of(revision) };

    /// <summary>Whether these are all revisions of one history from the first on, none changed, missing or moved.</summary>
    public static bool IsUnbroken(IReadOnlyList<ClientActRevision> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var previous = Start;
        for (var i = 0; i < history.Count; i++)
        {
            var revision = history[i];
            if (revision.Revision != i + 1
                || revision.HistoryId != history[0].HistoryId
                || !revision.PreviousSha256.AsSpan().SequenceEqual(previous)
                || !revision.Sha256.AsSpan().SequenceEqual(Of(revision)))
            {
                return false;
            }

            previous = revision.Sha256;
        }

        return true;
    }

    // Every part with its length: no two different revisions can run together into the same bytes.
    private static byte[] Of(ClientActRevision revision)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(revision.Kind);
        revision.WriteTerms(writer);
        writer.Write(revision.Revision);
        writer.Write(revision.SubjectId.ToString("D"));
        writer.Write(revision.FormId?.ToString("D") ?? "");
        writer.Write(WireNames.Of(revision.HowGiven));
        writer.Write(revision.Language);
        writer.Write(revision.TextVersion);
        writer.Write(revision.FormSha256.Length);
        writer.Write(revision.FormSha256);
        writer.Write(revision.EvidenceReference);
        writer.Write(WireNames.Of(revision.MandateKind));
        writer.Write(revision.MandatePerson);
        writer.Write(revision.MandateSource);
        writer.Write(revision.MandateReference);
        writer.Write(revision.ActedAs);
        writer.Write(revision.ActorId);
        writer.Write(revision.ActorAssurance);
        writer.Write(revision.Time.UtcTicks);
        writer.Write(revision.RecordedAt.UtcTicks);
        writer.Write(revision.PreviousSha256.Length);
        writer.Write(revision.PreviousSha256);
        writer.Flush();
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
