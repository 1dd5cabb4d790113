namespace Mesh.Identity;

/// <summary>There is no directory to work with: at start, where no last good one exists, or while installing.</summary>
public sealed class DirectoryRefusedException(IReadOnlyList<DirectoryViolation> violations)
    : Exception("The participant directory is refused." + string.Concat(violations.Select(v => Environment.NewLine + v)))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<DirectoryViolation> Violations { get; } = violations;
}
