using System.Text;

namespace Mesh.EndToEnd.Tests;

public sealed class PersonalDataSearchTests
{
    private const string Planted = "140501A902D";

    [Theory]
    [InlineData(Planted, 8)]
    [InlineData("Päästä takaisin työelämään.", 11)]
    [InlineData("Tuki Oy", 9)]
    public void FormsFound_WhenTextIsPlantedInEachForm_FindsIt(string planted, int forms)
    {
        var random = new Random(7);
        Assert.Equal(forms, PersonalDataSearch.Forms(planted).Count());
        foreach (var (name, bytes) in PersonalDataSearch.Forms(planted))
        {
            var noise = new byte[4096];
            random.NextBytes(noise);
            bytes.CopyTo(noise, 1000);
            Assert.Contains(name, PersonalDataSearch.FormsFound(noise, planted));
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

    [Fact]
    public void Texts_WhenAScenarioNamesSomebody_AreTakenFromWhereverTheyStand() => Assert.Equal(
        ["140501A902D", "Etsii työtä.", "040 000 0000", "Elina Sosiaali", "Lappeenrannan kaupunki"],
        ScenarioTexts.OfFile("""
            vars: {client: 140501A902D}
            steps:
              - title: Not a request
                calls:
                  - request: {caseId: '${case}', state: PLAN_STATE_ACTIVE, madeOn: 2024-01-15, parts: [{text: Etsii työtä.}], contact: 040 000 0000}
                  - requests: [{representative: {name: Elina Sosiaali}, workProvider: {name: Lappeenrannan kaupunki}, workplace: {name: Paja}}]
            """));
}
