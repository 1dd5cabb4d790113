using Mesh.Statutes;

namespace Mesh.TeOffice.Eligibility;

/// <summary>The reading of the rules this organisation runs by; the statutes' wording unless it has decided otherwise.</summary>
/// <param name="Profile">The profile.</param>
public sealed record OfficeProfile(Profile Profile = Profile.Statute);
