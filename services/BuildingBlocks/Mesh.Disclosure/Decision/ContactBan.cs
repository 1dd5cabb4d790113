namespace Mesh.Disclosure;

/// <summary>A contact ban (turvakielto) of the subject that is in force: where the person lives or stays is not to be found out.</summary>
/// <param name="Since">First day of it.</param>
public sealed record ContactBan(DateOnly Since);
