using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>The source of the law library, and what in it is a citation. Planted files stand for a library of their own.</summary>
public sealed class StatuteSources
{
    private readonly HashSet<string> _citing;

    /// <summary>Takes the files of one library.</summary>
    public StatuteSources(IReadOnlyList<SourceFile> files)
    {
        Files = files;
        // A citation is written out (its certainty is always said, also where new() leaves out the type), or named: a
        // field or property that holds one, a method that makes one.
        _citing =
        [
            "Citation",
            "Certainty",
            .. files.SelectMany(f => f.All<MethodDeclarationSyntax>()).Where(m => m.ReturnType.ToString() == "Citation").Select(m => m.Identifier.Text),
            .. files.SelectMany(f => f.All<PropertyDeclarationSyntax>()).Where(p => p.Type.ToString() == "Citation").Select(p => p.Identifier.Text),
            .. files.SelectMany(f => f.All<FieldDeclarationSyntax>()).Where(f => f.Declaration.Type.ToString() == "Citation")
                .SelectMany(f => f.Declaration.Variables).Select(v => v.Identifier.Text),
        ];
    }

    /// <summary>The library as it lies in the tree.</summary>
    public static StatuteSources InTree { get; } =
        new(Repository.CSharp.Where(f => f.Path.StartsWith("services/BuildingBlocks/Mesh.Statutes/", StringComparison.Ordinal)).ToList());

    /// <summary>Its files.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>A library of one planted file.</summary>
    public static StatuteSources Planted(string text, string path = "services/BuildingBlocks/Mesh.Statutes/ActivationPlan/Planted.cs") => new([new(path, text)]);

    /// <summary>Whether a citation stands somewhere in the node.</summary>
    public bool Cites(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => _citing.Contains(n.Identifier.Text));

    /// <summary>The value a field or property is declared with, when the node stands in one; null in bodies.</summary>
    public static EqualsValueClauseSyntax? DeclaredValue(SyntaxNode node) => node.Ancestors().OfType<EqualsValueClauseSyntax>().FirstOrDefault(e =>
        e.Parent is PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax }
        && !node.Ancestors().TakeWhile(a => a != e).OfType<AnonymousFunctionExpressionSyntax>().Any());
}
