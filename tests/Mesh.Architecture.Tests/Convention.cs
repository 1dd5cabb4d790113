namespace Mesh.Architecture.Tests;

/// <summary>How a convention is asserted.</summary>
public static class Convention
{
    /// <summary>
    /// Every violation at once, each with its place. What was looked at is asserted first: a convention over an empty
    /// list (a moved folder, a changed extension) would otherwise pass for ever.
    /// </summary>
    public static void Holds<T>(IReadOnlyCollection<T> lookedAt, Func<T, IEnumerable<string>> violations)
    {
        Assert.NotEmpty(lookedAt);
        var found = lookedAt.SelectMany(violations).ToList();
        Assert.True(found.Count == 0, $"{found.Count} of them:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}
