using System.Text;

namespace Mesh.Disclosure;

/// <summary>A text with signatures, as C2SP signed-note writes it. That it was read says nothing of whether a signature is right.</summary>
/// <param name="Text">What is signed, its last newline included.</param>
/// <param name="Signatures">The lines, in their order.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Most signatures that are read; the format wants at least 16.</summary>
    public const int MostSignatures = 100;

    /// <summary>Most UTF-8 bytes that are read.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The note as it travels.</summary>
    public override string ToString() => Text + "\n" + string.Concat(Signatures.Select(signature => signature.Line));

    /// <summary>The note with one more signature, at the end.</summary>
    public SignedNote With(NoteSignature signature) => this with { Signatures = [.. Signatures, signature] };

    /// <summary>Reads bytes; null when they are no signed note.</summary>
    public static SignedNote? TryRead(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MostBytes)
        {
            return null;
        }

        try
        {
            return TryRead(Strict.GetString(utf8));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Reads text; null when it is no signed note.</summary>
    public static SignedNote? TryRead(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var gap = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0 || note.Length > MostBytes || !note.EndsWith('\n') || note.Any(IsForbidden) || !IsText(note))
        {
            return null;
        }

        var lines = note[(gap + 2)..].Split('\n')[..^1];
        var signatures = lines.Select(NoteSignature.TryRead).OfType<NoteSignature>().ToList();
        return lines.Length is > 0 and <= MostSignatures && signatures.Count == lines.Length
            ? new SignedNote(note[..(gap + 1)], signatures)
            : null;
    }

    /// <summary>Whether it has UTF-8: a half of a surrogate pair has none.</summary>
    internal static bool IsText(string note)
    {
        try
        {
            Strict.GetByteCount(note);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static bool IsForbidden(char character) => character < ' ' && character != '\n';
}
