using System.Net.Mime;

namespace Mesh.IdentityProvider.SignIn;

/// <summary>The page as an answer, with what a browser may do with it.</summary>
internal sealed class SignInAnswer(string page, int status, Uri? redirect) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src '{SignInStyle.Hash}'; form-action 'self'{Source(redirect)}; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(page, httpContext.RequestAborted);
    }

    // Some browsers hold the redirect that answers a form to form-action too; without the application's address they would stop there.
    private static string Source(Uri? redirect) => redirect switch
    {
        null => "",
        { Scheme: "https" or "http" } => " " + redirect.GetLeftPart(UriPartial.Authority),
        _ => " " + redirect.Scheme + ":",
    };
}
