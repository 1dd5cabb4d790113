namespace Mesh.Identity;

/// <summary>A directory, or everything wrong with its file, all at once.</summary>
public sealed class DirectoryReadResult
{
    private readonly ParticipantDirectory? _directory;

    private DirectoryReadResult(ParticipantDirectory? directory, IReadOnlyList<DirectoryViolation> violations)
    {
        _directory = directory;
        Violations = violations;
    }

    /// <summary>Whether there is a directory.</summary>
    public bool IsValid => _directory is not null;

    /// <summary>All violations in the order of the file; empty when valid.</summary>
    public IReadOnlyList<DirectoryViolation> Violations { get; }

    /// <summary>The directory.</summary>
    /// <exception cref="DirectoryRefusedException">There are violations.</exception>
    public ParticipantDirectory Directory => _directory ?? throw new DirectoryRefusedException(Violations);

    internal static DirectoryReadResult Of(ParticipantDirectory directory) => new(directory, []);

    internal static DirectoryReadResult Refused(IReadOnlyList<DirectoryViolation> violations) => new(null, violations);
}
