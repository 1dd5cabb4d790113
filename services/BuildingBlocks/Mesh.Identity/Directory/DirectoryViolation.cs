namespace Mesh.Identity;

/// <summary>One thing wrong with a directory file.</summary>
/// <param name="Path">JSON path, e.g. $.participants[2].areas[0].from.</param>
/// <param name="Code">One of <see cref="DirectoryFaults"/>.</param>
/// <param name="Text">For the operator, in English. Never quotes a value of the file: anything may have been pasted there.</param>
public sealed record DirectoryViolation(string Path, string Code, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Code}: {Text}";
}
