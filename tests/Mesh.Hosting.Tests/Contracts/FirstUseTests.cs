using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Tests.Contracts;

/// <summary>The first calls to a host come at once.</summary>
public sealed class FirstUseTests
{
    [Fact]
    public void Contracts_WhenFirstUsed_WriteNothingThatThreadsShare()
    {
        FreshContracts fresh = new();
        var shared = fresh.Of<FileDescriptor>().GetField("allDependedExtensionsCache", BindingFlags.NonPublic | BindingFlags.Static);
        Assert.True(shared is not null, "The library keeps its extensions otherwise: look whether ContractDescriptors is needed still.");
        var contracts = fresh.Of<FieldRules>();
        RuntimeHelpers.RunModuleConstructor(contracts.Module.ModuleHandle);
        var before = ((ICollection)shared.GetValue(null)!).Count;
        var files = contracts.Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)).Count(descriptor => descriptor is not null);

        Assert.True(files > 100);
        Assert.True(before > 0);
        Assert.Equal(before, ((ICollection)shared.GetValue(null)!).Count);
        fresh.Unload();
    }

    // The contracts and the library below them as a process that has just started has them.
    private sealed class FreshContracts() : AssemblyLoadContext("first use", isCollectible: true)
    {
        private static readonly string Folder = Path.GetDirectoryName(typeof(FieldRules).Assembly.Location)!;

        public Type Of<T>() => LoadFromAssemblyName(typeof(T).Assembly.GetName()).GetType(typeof(T).FullName!)!;

        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(Folder, assemblyName.Name + ".dll") is var file && File.Exists(file)
            && (assemblyName.Name!.StartsWith("Google.", StringComparison.Ordinal) || assemblyName.Name == typeof(FieldRules).Assembly.GetName().Name)
                ? LoadFromAssemblyPath(file)
                : null;
    }
}
