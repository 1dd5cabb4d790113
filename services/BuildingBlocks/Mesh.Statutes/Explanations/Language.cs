namespace Mesh.Statutes;

/// <summary>Languages of the explanations.</summary>
public enum Language
{
    /// <summary>suomi.</summary>
    Finnish = 1,

    /// <summary>svenska. From memory: a native speaker checks it before it is shown to users.</summary>
    Swedish,

    /// <summary>English.</summary>
    English,
}
