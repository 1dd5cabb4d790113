namespace Mesh.Statutes;

/// <summary>Which wording decides. Both are always evaluated; a running organisation goes by <see cref="Statute"/>.</summary>
public enum Profile
{
    /// <summary>STATUTE, the default: the acts as read ("vähintään").</summary>
    Statute = 0,

    /// <summary>REPORT: the slides of the Kuntaliitto/Hyvil report ("yli").</summary>
    Report = 1,
}
