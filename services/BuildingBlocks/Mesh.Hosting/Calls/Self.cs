using Mesh.Identity;

namespace Mesh.Hosting.Calls;

/// <summary>Who this host is.</summary>
/// <param name="Participation">The participation it serves.</param>
public sealed record Self(Participation Participation);
