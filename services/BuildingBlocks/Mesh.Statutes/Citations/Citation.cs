namespace Mesh.Statutes;

/// <summary>Where a figure, a criterion or a rule version is laid down.</summary>
/// <param name="Act">Number and year in the statute book, e.g. <c>189/2001</c>, or the short name of a source document.</param>
/// <param name="Section">Section, subsection and item, e.g. <c>§ 3.1(1)</c>, or the slide or page.</param>
/// <param name="Certainty">How sure we are of it.</param>
/// <param name="Version">The amending act whose wording was read, e.g. <c>937/2012</c>; null when the original was.</param>
/// <param name="Note">A reading that was chosen, or what remains unread; English, null when there is nothing to add.</param>
public sealed record Citation(string Act, string Section, Certainty Certainty, string? Version = null, string? Note = null)
{
    /// <summary>True when no enacted text or source document stands behind it: an outcome resting on it must say so.</summary>
    public bool IsUnverified => Certainty is Certainty.Unsure or Certainty.FromMemory;

    /// <summary>This citation, no surer than an unread text that keeps it in force: it may amend what was read.</summary>
    public Citation NoSurerThan(Citation inForce)
    {
        ArgumentNullException.ThrowIfNull(inForce);
        return !inForce.IsUnverified || Certainty <= inForce.Certainty
            ? this
            : this with { Certainty = inForce.Certainty, Note = $"{Note} The wording of {inForce.Version ?? inForce.Act} was not read.".TrimStart() };
    }
}
