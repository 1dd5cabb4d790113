namespace Mesh.IdentityProvider.People;

/// <summary>The provider does not start: the people's file has violations, all of them listed.</summary>
public sealed class PeopleRefusedException(IReadOnlyList<PeopleViolation> violations)
    : Exception("The people's file is refused." + string.Concat(violations.Select(violation => Environment.NewLine + violation)))
{
    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public IReadOnlyList<PeopleViolation> Violations { get; } = violations;
}
