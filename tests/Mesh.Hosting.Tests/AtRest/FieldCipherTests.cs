using System.Text;
using CsCheck;
using Mesh.Hosting.AtRest;

namespace Mesh.Hosting.Tests.AtRest;

public class FieldCipherTests
{
    private static readonly Guid Row = new("01980000-0000-7000-8000-00000000000a");
    private static readonly AtRestKeys Keys = new("k2", [KeyOf("k1", 1), KeyOf("k2", 3)]);
    private static readonly FieldCipher Cipher = new(Keys);

    [Fact]
    public void Reveal_WhenPlaceIsTheSame_GivesTheValue() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Guid).Sample((plain, row) =>
            Cipher.Reveal(Cipher.Protect(plain, "subjects", "code", row), "subjects", "code", row).SequenceEqual(plain));

    [Fact]
    public void Reveal_WhenAnyByteIsFlipped_Refuses() =>
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, 1000], Gen.Byte[1, 255]).Sample((plain, at, flip) =>
        {
            var stored = Cipher.Protect(plain, "subjects", "code", Row);
            stored[at % stored.Length] ^= flip;
            Assert.Throws<AtRestTamperedException>(() => Cipher.Reveal(stored, "subjects", "code", Row));
        });

    [Fact]
    public void Reveal_WhenValueIsCut_Refuses()
    {
        var stored = Cipher.Protect("Meikäläinen"u8, "subjects", "code", Row);

        for (var length = 0; length < stored.Length; length++)
        {
            Assert.Throws<AtRestTamperedException>(() => Cipher.Reveal(stored.AsSpan(0, length), "subjects", "code", Row));
        }
    }

    [Fact]
    public void Reveal_WhenPlaceIsAnother_Refuses() =>
        Gen.Select(Gen.OneOf("subjects", "subject", "cases"), Gen.OneOf("code", "cod", "name"), Gen.OneOf(Row, Guid.Empty)).Sample(
            (table, column, row) =>
            {
                var stored = Cipher.Protect("131052-308T"u8, "subjects", "code", Row);
                if ((table, column, row) == ("subjects", "code", Row))
                {
                    Assert.Equal("131052-308T"u8, Cipher.Reveal(stored, table, column, row));
                }
                else
                {
                    var refusal = Assert.Throws<AtRestTamperedException>(() => Cipher.Reveal(stored, table, column, row));
                    Assert.Equal((table, column, row), (refusal.Table, refusal.Column, refusal.RowId));
                }
            });

    [Fact]
    public void Protect_WhenValueIsTheSame_GivesOtherBytesWithoutTheValue()
    {
        var first = Cipher.Protect("131052-308T"u8, "subjects", "code", Row);
        var second = Cipher.Protect("131052-308T"u8, "subjects", "code", Row);

        Assert.NotEqual(first, second);
        Assert.Equal(-1, first.AsSpan().IndexOf("131052"u8));
        Assert.Equal([1, 2, (byte)'k', (byte)'2'], first[..4]);
        Assert.Equal(2 + 2 + 12 + 16 + 11, first.Length);
    }

    [Fact]
    public void Reveal_WhenKeyWasRotated_StillReadsOldRows()
    {
        var before = new AtRestKeys("k1", [KeyOf("k1", 1)]);
        var stored = new FieldCipher(before).Protect("vanha"u8, "t", "c", Row);

        Assert.Equal("vanha", Encoding.UTF8.GetString(Cipher.Reveal(stored, "t", "c", Row)));
    }

    [Fact]
    public void Reveal_WhenKeyIsNotHere_Refuses()
    {
        var other = new AtRestKeys("k9", [KeyOf("k9", 7)]);
        var stored = new FieldCipher(other).Protect("vieras"u8, "t", "c", Row);

        Assert.Throws<AtRestTamperedException>(() => Cipher.Reveal(stored, "t", "c", Row));
    }

    [Fact]
    public void Protect_WhenNameHasTheSeparator_RefusesTheName()
    {
        Assert.Throws<ArgumentException>(() => Cipher.Protect("x"u8, "a|b", "c", Row));
        Assert.Throws<ArgumentException>(() => Cipher.Protect("x"u8, "a", "b|c", Row));
    }

    internal static AtRestKey KeyOf(string kid, byte fill)
    {
        var (aes, hmac) = (new byte[AtRestKey.KeyBytes], new byte[AtRestKey.KeyBytes]);
        Array.Fill(aes, fill);
        Array.Fill(hmac, (byte)(fill + 1));
        return new AtRestKey(kid, aes, hmac);
    }
}
