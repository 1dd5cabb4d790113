using Microsoft.Net.Http.Headers;

namespace Mesh.Gateway;

/// <summary>Headers of every answer: nothing is kept, framed, sniffed or loaded.</summary>
internal static class AnswerHeaders
{
    /// <summary>Where the page that shows the documents is; a page needs its own script and style, and nothing from anywhere else.</summary>
    public const string DocumentsPath = "/docs";

    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";
    private const string OwnPage =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void UseAnswerHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.StrictTransportSecurity = "max-age=31536000";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(DocumentsPath, StringComparison.Ordinal) ? OwnPage : Nothing;
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers[HeaderNames.CacheControl] = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
