using System.Buffers.Binary;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>One signature line of a note (C2SP signed-note).</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">Four bytes that tell keys of one name apart; nothing rests on it.</param>
/// <param name="Bytes">What the key's algorithm made.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes)
{
    private const string Start = "\u2014 ";
    private const int KeyIdBytes = 4;

    /// <summary>The line with its newline.</summary>
    public string Line => $"{Start}{Name} {Convert.ToBase64String([.. KeyIdText, .. Bytes])}\n";

    /// <summary>Reads a line without its newline; null when it is none.</summary>
    public static NoteSignature? TryRead(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!line.StartsWith(Start, StringComparison.Ordinal) || line[Start.Length..].Split(' ') is not [var name, var text])
        {
            return null;
        }

        return VerifierKey.IsName(name) && Base64.Read(text) is { Length: > KeyIdBytes } bytes
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[KeyIdBytes..])
            : null;
    }

    private byte[] KeyIdText
    {
        get
        {
            var bytes = new byte[KeyIdBytes];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
            return bytes;
        }
    }
}
