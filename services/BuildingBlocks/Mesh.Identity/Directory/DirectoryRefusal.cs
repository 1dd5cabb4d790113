namespace Mesh.Identity;

/// <summary>A file that was not taken into use; the last good directory goes on.</summary>
/// <param name="Violations">Why: content, succession, signature or reading. May be logged as it is.</param>
/// <param name="KeptVersion">The version that stays in use.</param>
public sealed record DirectoryRefusal(IReadOnlyList<DirectoryViolation> Violations, long KeptVersion);
