using System.Reflection;
using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Player;

/// <summary>Every method of the contracts, by full name. The player knows no other thing about a domain.</summary>
public sealed class MethodCatalog
{
    private readonly Dictionary<string, MethodDescriptor> _methods;

    private MethodCatalog(IEnumerable<FileDescriptor> files) => _methods = files
        .SelectMany(file => file.Services)
        .SelectMany(service => service.Methods)
        .ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The methods of the mesh's contracts.</summary>
    public static MethodCatalog Mesh { get; } = Of(typeof(JournalEntry).Assembly);

    /// <summary>Full names, for example tyollisyys.mesh.flows.v1.FlowService/GetFlow.</summary>
    public IEnumerable<string> Names => _methods.Keys;

    /// <summary>The methods that an assembly of generated contracts declares.</summary>
    public static MethodCatalog Of(Assembly contracts) => new(contracts.GetExportedTypes()
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
        .Where(property => property?.PropertyType == typeof(FileDescriptor))
        .Select(property => (FileDescriptor)property!.GetValue(null)!));

    /// <summary>The method with the full name package.Service/Method; null when there is none.</summary>
    public MethodDescriptor? Find(string name) => _methods.GetValueOrDefault(name);

    /// <summary>The full name of a method: package.Service/Method.</summary>
    public static string NameOf(MethodDescriptor method) => $"{method.Service.FullName}/{method.Name}";

    /// <summary>Names that end like the given one, for an author who mistyped.</summary>
    public IEnumerable<string> Near(string name)
    {
        var ending = name[(name.LastIndexOfAny(['/', '.']) + 1)..];
        return _methods.Keys.Where(key => key.EndsWith('/' + ending, StringComparison.OrdinalIgnoreCase));
    }
}
