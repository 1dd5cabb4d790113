using System.Text;

namespace Mesh.Disclosure.Tests;

public sealed class CanonicalJsonTests
{
    // The order and the escapes of RFC 8785, section 3.2.
    [Fact]
    public void Write_WhenMembersAndTextsAreOfAnyKind_HasTheOneFormOfTheStandard()
    {
        var bytes = CanonicalJson.Write(new Dictionary<string, object>
        {
            ["\u20ac"] = "euro",
            ["\r"] = "return",
            ["\ufb33"] = "dagesh",
            ["1"] = 1,
            ["\ud83d\ude00"] = "smile",
            ["\u0080"] = "control",
            ["\u00f6"] = new object[] { "\u20ac$\u000f\nA'B\"\\\\\"/", new Dictionary<string, object>() },
        });

        Assert.Equal(
            "{\"\\r\":\"return\",\"1\":1,\"\u0080\":\"control\",\"\u00f6\":[\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",{}],"
            + "\"\u20ac\":\"euro\",\"\ud83d\ude00\":\"smile\",\"\ufb33\":\"dagesh\"}",
            Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Write_WhenAValueHasNoCanonicalFormHere_IsAFault() =>
        Assert.Throws<InvalidOperationException>(() => CanonicalJson.Write(new Dictionary<string, object> { ["a"] = 1.5 }));
}
