namespace Mesh.Statutes;

/// <summary>How sure we are of what a <see cref="Citation"/> says. Shown to people; never hidden by a later step.</summary>
public enum Certainty
{
    /// <summary>Weakest reading, so that a forgotten mark does not look checked: ask a lawyer before relying on it.</summary>
    Unsure = 0,

    /// <summary>Outside the source documents, fairly sure, but no text of it was read.</summary>
    FromMemory = 1,

    /// <summary>Stated in one of the source documents or in official guidance that was read, not checked against an enacted text.</summary>
    Source = 2,

    /// <summary>Read in a public text of the act, in the version named by the citation.</summary>
    Verified = 3,
}
