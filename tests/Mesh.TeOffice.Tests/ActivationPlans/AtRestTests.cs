using System.Text;
using Mesh.TeOffice.Tests.Hosts;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>Nothing that people wrote and no identity code is in the database's files or the log, in any usual form.</summary>
public sealed class AtRestTests
{
    [Fact]
    public async Task Keep_WhenAWholeCaseIsWritten_LeavesNothingPersonalReadable()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.AcceptedAsync(office);
        await aino.ContributeAsync();
        await aino.DraftAsync();
        await aino.SignAsync(Tyollisyys.Mesh.Protos.ActivationPlans.V1.SignerRole.Client);
        await Refused.ReasonAsync(office.Send(Callers.Colleague, aino.Draft()));
        var everything = await BytesAsync(office);

        // The search finds what is there: a code that is kept in plain, and a name that somebody plants.
        Assert.True(Holds(everything, "STATUTE_FOLLOWED"));
        Assert.False(Holds(everything, "Pekka Planted"));
        await office.TamperAsync("UPDATE plan_case SET trace = 'x' || @name", ("name", Convert.ToBase64String("Pekka Planted"u8)));
        Assert.True(Holds(await BytesAsync(office), "Pekka Planted"));

        string[] personal =
        [
            People.Aino.Reveal(), AinosCase.Goal, AinosCase.ContributionText, AinosCase.ResponsiblePerson, AinosCase.RepresentativeName,
            "Aikuissosiaalityo", "Tyohonvalmennus", "Valmennus kolmena paivana", "Seuranta kuukausittain",
        ];
        Assert.All(personal, text => Assert.False(Holds(everything, text), "found in the files"));
        Assert.All(personal, text => Assert.False(Holds(Encoding.UTF8.GetBytes(office.Log), text), "found in the log"));
    }

    private static Task<byte[]> BytesAsync(OfficeHost office) => TestKit.TestStorage.BytesAsync(office.Place, TestContext.Current.CancellationToken);

    private static bool Holds(byte[] bytes, string text) => Forms(text).Any(form => bytes.AsSpan().IndexOf(form) >= 0);

    private static IEnumerable<byte[]> Forms(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(utf8));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8));
        yield return Encoding.ASCII.GetBytes(Uri.EscapeDataString(text));
        for (var offset = 0; offset < 3; offset++)
        {
            // The characters that depend on nothing before or after the text.
            var shifted = Convert.ToBase64String([.. new byte[offset], .. utf8]);
            var first = offset == 0 ? 0 : 4;
            var whole = (offset + utf8.Length) / 3 * 4;
            yield return Encoding.ASCII.GetBytes(shifted[first..whole]);
        }
    }
}
