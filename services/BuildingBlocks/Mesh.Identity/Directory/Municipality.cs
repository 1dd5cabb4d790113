namespace Mesh.Identity;

/// <summary>A Finnish municipality: three-digit code and names of Statistics Finland's classification of municipalities.</summary>
public sealed record Municipality(string Code, string Fi, string Sv);
