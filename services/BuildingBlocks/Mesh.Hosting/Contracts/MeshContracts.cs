using System.Collections.Frozen;
using System.Reflection;
using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Contracts;

/// <summary>
/// Everything the contracts say, read once from the descriptors of the contracts' assembly. What a host serves and what
/// the contracts say can thus be compared without a list kept by hand.
/// </summary>
public static class MeshContracts
{
    /// <summary>Every .proto file of the mesh, by name; no file of google's.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } = ReadFiles();

    /// <summary>Every method by its path on the wire, /package.Service/Method.</summary>
    public static FrozenDictionary<string, MeshMethod> Methods { get; } = Files
        .SelectMany(file => file.Services)
        .SelectMany(service => service.Methods)
        .Select(method => new MeshMethod($"/{method.Service.FullName}/{method.Name}", method, AccessOf(method)))
        .ToFrozenDictionary(method => method.Path, StringComparer.Ordinal);

    /// <summary>Every message by its full name, nested ones included.</summary>
    public static FrozenDictionary<string, MessageDescriptor> Messages { get; } = Files
        .SelectMany(file => file.MessageTypes)
        .SelectMany(WithNested)
        .ToFrozenDictionary(message => message.FullName, StringComparer.Ordinal);

    /// <summary>The method; null for a path that is not of the mesh (health, reflection), which nothing here allows.</summary>
    public static MeshMethod? Find(string path) => Methods.GetValueOrDefault(path);

    // protoc gives each file one static class, <File>Reflection, with the file's descriptor.
    private static List<FileDescriptor> ReadFiles() =>
    [
        .. typeof(RulesReflection).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(FileDescriptor))
            .Select(property => (FileDescriptor)property!.GetValue(null)!)
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    private static Access AccessOf(MethodDescriptor method) =>
        method.GetOptions()?.GetExtension(RulesExtensions.Access) ?? Access.Unspecified;

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.SelectMany(WithNested).Prepend(message);
}
