namespace Mesh.IdentityProvider.People;

/// <summary>In what capacity a person signs in; the claim mesh_kind.</summary>
public enum PersonKind
{
    /// <summary>A client (citizen) on their own behalf.</summary>
    Client = 1,

    /// <summary>Works for one participation.</summary>
    Professional = 2,

    /// <summary>Runs the mesh; sees flows, no personal data.</summary>
    Operator = 3,
}
