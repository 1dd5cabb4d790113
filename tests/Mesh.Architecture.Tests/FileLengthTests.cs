namespace Mesh.Architecture.Tests;

/// <summary>A file is one idea and can be read at a sitting: at most 300 lines, generated code aside.</summary>
public sealed class FileLengthTests
{
    private const int MostLines = 300;

    [Fact]
    public void Files_WhenCounted_HaveAtMostThreeHundredLines() => Convention.Holds([.. Repository.CSharp, .. Repository.Protos], TooLong);

    [Theory]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    public void Files_WhenAtTheBoundary_AreFoundFromTheNextLineOn(int lines, int found) =>
        Assert.Equal(found, TooLong(new("a/B.cs", string.Concat(Enumerable.Repeat("//\n", lines)))).Count());

    private static IEnumerable<string> TooLong(SourceFile file)
    {
        var lines = file.Text.AsSpan().Count('\n');
        return lines > MostLines ? [$"{file.Path} {lines} lines"] : [];
    }
}
