using System.Reflection;
using System.Runtime.CompilerServices;
using Google.Protobuf.Reflection;

namespace Tyollisyys.Mesh.Protos;

/// <summary>The descriptors of all contracts, made before any of them is used.</summary>
internal static class ContractDescriptors
{
    // The library makes a file's descriptor when it is first asked for and looks the extensions of the files it imports up in a
    // dictionary that is not safe for two threads (Google.Protobuf 3.36, FileDescriptor.GetAllDependedExtensions). Two first calls at
    // once to two services of a host have been seen to break both for good: TypeInitializationException at every later call. A module
    // is initialised once, by one thread, while every other waits.
    [ModuleInitializer]
    internal static void MakeAll()
    {
        // Imported by contracts and used beside them by what reports errors.
        _ = Google.Rpc.StatusReflection.Descriptor;
        _ = Google.Rpc.ErrorDetailsReflection.Descriptor;
        foreach (var type in typeof(ContractDescriptors).Assembly.GetTypes())
        {
            if (type.Name.EndsWith("Reflection", StringComparison.Ordinal)
                && type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static) is { } descriptor
                && descriptor.PropertyType == typeof(FileDescriptor))
            {
                _ = descriptor.GetValue(null);
            }
        }
    }
}
