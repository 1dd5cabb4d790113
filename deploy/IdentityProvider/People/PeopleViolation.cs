namespace Mesh.IdentityProvider.People;

/// <summary>One fault of the people's file. Says where and what, never the value.</summary>
/// <param name="Path">JSON path, e.g. people[3].personalIdentityCode.</param>
/// <param name="Code">Stable code, e.g. NOT_ARTIFICIAL.</param>
/// <param name="Text">For the operator.</param>
public sealed record PeopleViolation(string Path, string Code, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Code}: {Text}";
}
