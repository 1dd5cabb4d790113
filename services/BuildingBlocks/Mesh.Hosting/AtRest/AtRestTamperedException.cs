namespace Mesh.Hosting.AtRest;

/// <summary>
/// A stored value was changed, moved to another row or column, or written with a key that is not here. Which of these is
/// not told apart, since the value itself cannot be trusted to say. Holds the place, never the value.
/// </summary>
public sealed class AtRestTamperedException(string table, string column, Guid rowId)
    : Exception($"The stored value of {table}.{column} in row {rowId} is not what was written there.")
{
    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>The column.</summary>
    public string Column { get; } = column;

    /// <summary>The row.</summary>
    public Guid RowId { get; } = rowId;
}
