namespace Mesh.Disclosure;

/// <summary>
/// A complete subtree of a log's tree by its place: of 2^<paramref name="Level"/> leaves, the <paramref name="Position"/>th of its level
/// from the left, both from 0. Once its leaves are there it never changes.
/// </summary>
/// <param name="Level">0 for a leaf.</param>
/// <param name="Position">How many of the same level are left of it.</param>
public readonly record struct TreeNode(int Level, long Position)
{
    /// <summary>The subtree above this one.</summary>
    public TreeNode Parent => new(Level + 1, Position / 2);

    /// <summary>The subtree with which this one makes up <see cref="Parent"/>.</summary>
    public TreeNode Sibling => new(Level, Position ^ 1);
}
