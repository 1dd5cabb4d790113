namespace Mesh.Identity;

/// <summary>A name in Finnish, Swedish and English.</summary>
public sealed record LocalizedName(string Fi, string Sv, string En);
