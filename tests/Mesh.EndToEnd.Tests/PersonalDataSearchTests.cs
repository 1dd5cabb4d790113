using System.Text;

namespace Mesh.EndToEnd.Tests;

public sealed class PersonalDataSearchTests
{
    private const string Planted = "140501A902D";

    [Fact]
    public void FormsFound_WhenTextIsPlantedInEachForm_FindsIt()
    {
        var random = new Random(7);
        foreach (var (name, bytes) in PersonalDataSearch.Forms(Planted))
        {
            var noise = new byte[4096];
            random.NextBytes(noise);
            bytes.CopyTo(noise, 1000);
            Assert.Contains(name, PersonalDataSearch.FormsFound(noise, Planted));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void FormsFound_WhenTextIsInsideABase64Document_FindsIt(int before)
    {
        var document = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + Planted + " and more"));
        Assert.NotEmpty(PersonalDataSearch.FormsFound(Encoding.UTF8.GetBytes(document), Planted));
    }

    [Fact]
    public void FormsFound_WhenTextIsAbsent_FindsNothing() =>
        Assert.Empty(PersonalDataSearch.FormsFound(Encoding.UTF8.GetBytes("140501A903E, 14.5.2001"), Planted));
}
