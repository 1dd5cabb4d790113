using Mesh.Statutes;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>The reading of the rules this organisation runs by; the statutes' wording unless it has decided otherwise.</summary>
/// <param name="Profile">The profile.</param>
public sealed record RegionProfile(Profile Profile = Profile.Statute);
