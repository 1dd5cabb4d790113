namespace Mesh.Identity;

/// <summary>What an installation is. Written in the directory and nowhere else.</summary>
public enum MeshEnvironment
{
    /// <summary>Only artificial identity codes (individual numbers 900–999); the clock can be moved.</summary>
    Demonstration = 1,

    /// <summary>Real people; the clock goes with the machine.</summary>
    Production = 2,
}
