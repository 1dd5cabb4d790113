using Mesh.Identity;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Sessions;
using Mesh.IdentityProvider.Tokens;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider.SignIn;

/// <summary>
/// The authorization endpoint once OpenIddict has found the request in order: shows the people to choose from and gives the code. No
/// session of the browser is kept, so nobody is signed in by a page they did not see.
/// </summary>
internal sealed class SignInEndpoint(IdentityProviderSettings settings, DemoPeople people, IAntiforgery antiforgery)
{
    internal const string PersonField = "person";
    private const string SubmittedField = "sign_in";
    private static readonly string[] Schemes = [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme];

    internal async Task<IResult> AnswerAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var directory = settings.Directory();
        if (directory.Environment != MeshEnvironment.Demonstration)
        {
            return Refused(Errors.UnsupportedResponseType, AbsentSignIn.Explanation);
        }

        if (request.HasPromptValue(PromptValues.None))
        {
            return Refused(Errors.LoginRequired, "The person has to choose on the sign-in page.");
        }

        var targets = request.GetResources().Distinct(StringComparer.Ordinal).Select(name => TokenTarget.Find(name, directory)).ToList();
        if (targets.Contains(null))
        {
            return Refused(Errors.InvalidTarget, "A resource is neither a participation of the directory nor the gateway.");
        }

        var choices = new SignInChoices(people, targets!, directory);
        var texts = SignInTexts.For(Wishes(context.Request, request));

        // An application may send its request as a form as well; only the page's own form has this field.
        if (Sent(context.Request).All(field => field.Key != SubmittedField))
        {
            return Page(context, request, choices, texts, fault: null);
        }

        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Page(context, request, choices, texts, texts.FormTooOld);
        }

        return choices.Find(context.Request.Form[PersonField]) is { } person
            ? Results.SignIn(
                new Session(person, settings.Time.GetUtcNow()).Code(targets.Select(target => target!.Audience), request.GetScopes()),
                properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            : Page(context, request, choices, texts, texts.NobodyChosen);
    }

    private SignInAnswer Page(HttpContext context, OpenIddictRequest request, SignInChoices choices, SignInTexts texts, string? fault)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        string[] own = [PersonField, SubmittedField, tokens.FormFieldName];
        var asked = Sent(context.Request).Where(field => !own.Contains(field.Key, StringComparer.Ordinal)).ToList();
        var page = SignInPage.Of(new(
            texts,
            context.Request.PathBase + context.Request.Path,
            [.. asked, new(SubmittedField, "1"), new(tokens.FormFieldName, tokens.RequestToken!)],
            [.. SignInTexts.All.Select(other => (other, QueryIn(other.Language, asked)))],
            choices.Groups,
            fault));
        return new(page, fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, new(request.RedirectUri!));
    }

    private static string QueryIn(string language, IEnumerable<KeyValuePair<string, string>> asked) => QueryString.Create(
        [.. asked.Where(field => field.Key != Parameters.UiLocales).Select(field => KeyValuePair.Create(field.Key, (string?)field.Value)), new(Parameters.UiLocales, language)]).Value!;

    // What was sent, not what OpenIddict made of it: a pushed request stays pushed.
    private static IEnumerable<KeyValuePair<string, string>> Sent(HttpRequest request) =>
        (request.HasFormContentType ? request.Form.AsEnumerable() : request.Query)
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")));

    private static IEnumerable<string> Wishes(HttpRequest sent, OpenIddictRequest request) =>
        [
            .. Sent(sent).Where(field => field.Key == Parameters.UiLocales).SelectMany(field => field.Value.Split(' ')),
            .. (request.UiLocales ?? "").Split(' '),
            .. sent.GetTypedHeaders().AcceptLanguage.OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.Value ?? ""),
        ];

    private static IResult Refused(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        Schemes);
}
