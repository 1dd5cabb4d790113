using System.Text.RegularExpressions;
using Mesh.ClientNotices.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.Proof;

public sealed partial class TextTests
{
    public static TheoryData<ClientNoticeKind> Kinds => [.. Enum.GetValues<ClientNoticeKind>().Except([ClientNoticeKind.Unspecified])];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Texts_WhenOfAnyKind_AreWholeInThreeLanguages(ClientNoticeKind kind)
    {
        await using var sender = await Sender.OpenAsync();
        var id = await sender.SendAsync(kind: kind, dueOn: new DateOnly(2024, 2, 9));

        var message = (await sender.ReadAsync(People.Aino, id)).Message;

        string[] texts = [message.Title.Fi, message.Title.Sv, message.Title.En, message.Text.Fi, message.Text.Sv, message.Text.En];
        Assert.All(texts, text => Assert.DoesNotMatch(Placeholder(), text));
        Assert.Equal(6, texts.Where(text => text.Length > 10).Distinct().Count());
        Assert.Contains("Kaakkois-Suomen TE-toimisto", message.Text.Fi, StringComparison.Ordinal);
        Assert.Contains("Sydöstra Finlands arbets- och näringsbyrå", message.Text.Sv, StringComparison.Ordinal);
        Assert.Contains("TE Office of South-East Finland", message.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_WhenTheyNameADate_WriteItAsEachLanguageDoes()
    {
        await using var sender = await Sender.OpenAsync();
        var id = await sender.SendAsync(kind: ClientNoticeKind.ReviewDue, dueOn: new DateOnly(2024, 2, 9));

        var text = (await sender.ReadAsync(People.Aino, id)).Message.Text;

        Assert.Contains("viimeistään 9.2.2024", text.Fi, StringComparison.Ordinal);
        Assert.Contains("senast den 9.2.2024", text.Sv, StringComparison.Ordinal);
        Assert.Contains("by 9 February 2024", text.En, StringComparison.Ordinal);
    }

    [GeneratedRegex("[{}]")]
    private static partial Regex Placeholder();
}
