namespace Mesh.Identity;

/// <summary>Somebody wanted to move the demonstration's clock into its past.</summary>
public sealed class ClockMovedBackException() : Exception("The clock moves only forward.");
