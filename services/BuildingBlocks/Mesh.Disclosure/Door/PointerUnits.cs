using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>The unit of a pointer where the holder keeps no finer one: the participation's own public name.</summary>
public sealed class PointerUnits(DirectoryFile directory)
{
    /// <summary>The Finnish name of the directory; of a participation that has left it, the participation as it is written.</summary>
    public string Of(Participation participation) => directory.Current.Find(participation)?.Name.Fi ?? participation.ToString();
}
