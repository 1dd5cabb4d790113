using CsCheck;
using Mesh.Hosting.AtRest;

namespace Mesh.Hosting.Tests.AtRest;

public class BlindIndexTests
{
    private static readonly AtRestKey First = FieldCipherTests.KeyOf("k1", 1);
    private static readonly AtRestKey Second = FieldCipherTests.KeyOf("k2", 3);

    [Fact]
    public void Of_WhenValueAndPurposeAreTheSame_GivesTheSameIndex()
    {
        var index = new BlindIndex(new AtRestKeys("k1", [First]));

        Assert.Equal(index.Of("131052-308T", "subject"), index.Of("131052-308T", "subject"));
        Assert.Equal(1 + 2 + 32, index.Of("131052-308T", "subject").Length);
        Assert.Equal(-1, index.Of("131052-308T", "subject").AsSpan().IndexOf("131052"u8));
    }

    [Fact]
    public void Of_WhenValueOrPurposeDiffers_GivesAnotherIndex()
    {
        var index = new BlindIndex(new AtRestKeys("k1", [First]));

        // One text cut in two ways: only the place of the cut tells the pairs apart.
        Gen.Select(Gen.String[Gen.Char["ab\0|:"], 3, 6], Gen.Int[1, 2], Gen.Int[1, 2]).Sample((text, cut, otherCut) =>
            index.Of(text[cut..], text[..cut]).SequenceEqual(index.Of(text[otherCut..], text[..otherCut])) == (cut == otherCut));
        Assert.NotEqual(index.Of("a", "p"), index.Of("b", "p"));
    }

    [Fact]
    public void Of_WhenSeparatorOfTheCodeDiffers_GivesAnotherPerson()
    {
        var index = new BlindIndex(new AtRestKeys("k1", [First]));

        Assert.NotEqual(index.Of("100190-999P", "subject"), index.Of("100190Y999P", "subject"));
    }

    [Fact]
    public void Candidates_WhenKeyWasRotated_HoldsTheOldIndexAfterTheNew()
    {
        var before = new BlindIndex(new AtRestKeys("k1", [First]));
        var after = new BlindIndex(new AtRestKeys("k2", [First, Second]));

        var candidates = after.Candidates("131052-308T", "subject");

        Assert.Equal([after.Of("131052-308T", "subject"), before.Of("131052-308T", "subject")], candidates);
    }
}
