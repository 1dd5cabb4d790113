using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Mesh.Identity;
using Mesh.IdentityProvider.People;

namespace Mesh.IdentityProvider.SignIn;

/// <summary>
/// The sign-in page: one form that needs no script, no image and nothing from elsewhere. Groups are fieldsets with legends, each choice
/// has its label, a fault is an alert that the choices refer to (WCAG 2.2 criteria 1.3.1, 3.3.1, 3.3.2, 4.1.2).
/// </summary>
internal sealed class SignInPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement);
    private readonly StringBuilder _page = new();

    /// <summary>What the page is made of.</summary>
    /// <param name="Texts">Its language.</param>
    /// <param name="Action">Where the form goes.</param>
    /// <param name="Fields">The authorization request and the anti-forgery token, carried along.</param>
    /// <param name="Languages">The page's address in each language.</param>
    /// <param name="Groups">Whom to choose from.</param>
    /// <param name="Fault">What went wrong at the last attempt; null at the first.</param>
    internal sealed record Content(
        SignInTexts Texts, string Action, IEnumerable<KeyValuePair<string, string>> Fields, IReadOnlyList<(SignInTexts Texts, string Address)> Languages,
        IReadOnlyList<SignInGroup> Groups, string? Fault);

    internal static string Of(Content content)
    {
        var page = new SignInPage();
        page.Write(content);
        return page._page.ToString();
    }

    private void Write(Content content)
    {
        var texts = content.Texts;
        var title = content.Fault is null ? texts.Title : $"{texts.Fault}: {texts.Title}";
        _page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{texts.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Html.Encode(title)}</title>
            <style>{SignInStyle.Text}</style>
            </head>
            <body>
            <header>
            <nav aria-label="{Html.Encode(texts.LanguageChoice)}">
            <ul>

            """);
        foreach (var (other, address) in content.Languages)
        {
            var current = other.Language == texts.Language ? " aria-current=\"true\"" : "";
            _page.Append(CultureInfo.InvariantCulture, $"""
                <li><a href="{Html.Encode(address)}" lang="{other.Language}" hreflang="{other.Language}"{current}>{Html.Encode(other.OwnName)}</a></li>

                """);
        }

        _page.Append(CultureInfo.InvariantCulture, $"""
            </ul>
            </nav>
            </header>
            <main>
            <h1>{Html.Encode(texts.Title)}</h1>
            <p>{Html.Encode(texts.Explanation)}</p>

            """);
        WriteForm(content);
        _page.Append("</main>\n</body>\n</html>\n");
    }

    private void WriteForm(Content content)
    {
        var fault = content.Groups.Count == 0 ? content.Texts.Nobody : content.Fault;
        if (fault is not null)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<p id=\"fault\" role=\"alert\">{Html.Encode(fault)}</p>\n");
        }

        if (content.Groups.Count == 0)
        {
            return;
        }

        _page.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{Html.Encode(content.Action)}\">\n");
        foreach (var (name, value) in content.Fields)
        {
            _page.Append(CultureInfo.InvariantCulture, $"<input type=\"hidden\" name=\"{Html.Encode(name)}\" value=\"{Html.Encode(value)}\">\n");
        }

        foreach (var group in content.Groups)
        {
            WriteGroup(group, content.Texts, fault is not null);
        }

        _page.Append(CultureInfo.InvariantCulture, $"<button type=\"submit\">{Html.Encode(content.Texts.SignIn)}</button>\n</form>\n");
    }

    private void WriteGroup(SignInGroup group, SignInTexts texts, bool refersToFault)
    {
        var described = refersToFault ? " aria-describedby=\"fault\"" : "";
        _page.Append(CultureInfo.InvariantCulture, $"<fieldset{described}>\n<legend>{Html.Encode(Legend(group, texts))}</legend>\n");
        foreach (var person in group.People)
        {
            _page.Append(CultureInfo.InvariantCulture, $"""
                <div><input type="radio" id="person-{person.Id}" name="{SignInEndpoint.PersonField}" value="{person.Id}" required><label for="person-{person.Id}">{Html.Encode(person.Name)}</label></div>

                """);
        }

        _page.Append("</fieldset>\n");
    }

    private static string Legend(SignInGroup group, SignInTexts texts) => group switch
    {
        { Participation.Name: var name } => NameIn(texts.Language, name),
        { Kind: PersonKind.Operator } => texts.Operators,
        _ => texts.Clients,
    };

    private static string NameIn(string language, LocalizedName name) => language switch
    {
        "sv" => name.Sv,
        "en" => name.En,
        _ => name.Fi,
    };
}
