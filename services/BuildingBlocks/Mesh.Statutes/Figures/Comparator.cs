namespace Mesh.Statutes;

/// <summary>How an actual value is held against a threshold. Data beside the figure, because statute and report differ only in it.</summary>
public enum Comparator
{
    /// <summary>"vähintään": actual ≥ threshold.</summary>
    AtLeast = 1,

    /// <summary>"yli": actual &gt; threshold.</summary>
    MoreThan = 2,

    /// <summary>"alle": actual &lt; threshold.</summary>
    LessThan = 3,

    /// <summary>Happened on the threshold's day or earlier: actual ≤ threshold.</summary>
    NoLaterThan = 4,
}
