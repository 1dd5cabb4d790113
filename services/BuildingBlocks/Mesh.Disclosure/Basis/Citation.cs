namespace Mesh.Disclosure;

/// <summary>How surely a citation is known (domain model, section 0).</summary>
public enum Certainty
{
    /// <summary>Read in a public text of the law (V).</summary>
    Read = 1,

    /// <summary>From memory, fairly sure (M).</summary>
    Remembered,

    /// <summary>Unsure; a lawyer is asked before anything rests on it (U).</summary>
    Unsure,
}

/// <summary>A section of law that a basis rests on.</summary>
/// <param name="Section">Number of the act, section and subsection, for example <c>189/2001 5 § 2 mom.</c></param>
/// <param name="Certainty">How surely it is known.</param>
/// <param name="SupersededBy">What has changed the wording that was read, where its own wording was not; null when nothing is known to have.</param>
public sealed record Citation(string Section, Certainty Certainty, string? SupersededBy = null)
{
    /// <summary>As it stands in an answer and in the ledger: superseded text says so wherever it is cited.</summary>
    public string Text => SupersededBy is null ? Section : $"{Section} (superseded wording)";
}
