namespace Mesh.Player;

/// <summary>A place in a file, as editors understand it: file:line:column, counted from 1.</summary>
public readonly record struct SourceSpot(string File, int Line, int Column)
{
    /// <summary>file:line:column.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>Something wrong in a scenario or players file.</summary>
public sealed record ScenarioFault(SourceSpot Spot, string Text)
{
    /// <summary>file:line:column: text.</summary>
    public override string ToString() => $"{Spot}: {Text}";
}
