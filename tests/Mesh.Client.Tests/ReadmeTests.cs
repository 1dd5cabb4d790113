using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mesh.Client.Tests;

/// <summary>The example that stands in the package's README is a program.</summary>
public sealed class ReadmeTests
{
    private const string Begin = "```csharp\n";

    // What the reader brings: the ground that templates lay under every program, and the sign-in of the application.
    private const string Around = """
        global using System;
        global using System.Threading.Tasks;

        internal static class SignIn
        {
            public static System.Threading.Tasks.ValueTask<string> CurrentTokenAsync(System.Threading.CancellationToken cancellation) => new("token");
        }
        """;

    [Fact]
    public void Example_WhenCompiled_HasNoFault() => Assert.Empty(FaultsOf(Example()));

    [Fact]
    public void Example_WhenANameOfItWereAnother_WouldNotCompile() =>
        Assert.NotEmpty(FaultsOf(Example().Replace("Participant =", "Participation =", StringComparison.Ordinal)));

    private static string Example()
    {
        var text = File.ReadAllText(Path.Combine(PackageTests.Project, "README.md"));
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static IEnumerable<string> FaultsOf(string program)
    {
        var libraries = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation
            .Create(
                "Example",
                [CSharpSyntaxTree.ParseText(program), CSharpSyntaxTree.ParseText(Around)],
                libraries.Select(library => MetadataReference.CreateFromFile(library)),
                new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString());
    }
}
