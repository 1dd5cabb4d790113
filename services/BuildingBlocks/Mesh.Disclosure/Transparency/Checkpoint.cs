using System.Globalization;

namespace Mesh.Disclosure;

/// <summary>What a log says of itself at one size (C2SP tlog-checkpoint). Every size has one.</summary>
/// <param name="Origin">Which log; for a participation its URN.</param>
/// <param name="Size">How many leaves.</param>
/// <param name="Root">The tree's root over them.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The text that is signed.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>
    /// Reads a note's text; null when it is no checkpoint. Lines after the third are none of ours: nobody can check what they say, so a
    /// text that has any is refused.
    /// </summary>
    public static Checkpoint? TryRead(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('\n') is [{ Length: > 0 } origin, var size, var root, ""]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves)
            && leaves.ToString(CultureInfo.InvariantCulture) == size
            && Base64.Read(root) is { Length: MerkleTree.HashBytes } hash
                ? new Checkpoint(origin, leaves, hash)
                : null;
    }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(Checkpoint? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
