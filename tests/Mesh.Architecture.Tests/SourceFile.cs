using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>
/// A file of the repository, or one planted by a test: every convention is a function of files, so that each can be
/// shown to find what it is there to find.
/// </summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">The whole text.</param>
public sealed record SourceFile(string Path, string Text)
{
    private CompilationUnitSyntax? _syntax;

    /// <summary>The syntax, parsed once; documentation comments are part of it.</summary>
    public CompilationUnitSyntax Syntax => _syntax ??= CSharpSyntaxTree
        .ParseText(Text, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse))
        .GetCompilationUnitRoot();

    /// <summary>Where a node stands, as people and editors write it.</summary>
    public string At(SyntaxNodeOrToken node) => $"{Path}:{(node.GetLocation()?.GetLineSpan().StartLinePosition.Line ?? 0) + 1}";

    /// <summary>Every node of one kind.</summary>
    public IEnumerable<T> All<T>() where T : SyntaxNode => Syntax.DescendantNodes().OfType<T>();
}
