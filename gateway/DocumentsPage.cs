using Mesh.Hosting;
using Mesh.Identity;
using Scalar.AspNetCore;

namespace Mesh.Gateway;

/// <summary>The page that shows every participation's OpenAPI document and lets one try a call. Script and style are served from here.</summary>
internal static class DocumentsPage
{
    public static void MapDocuments(this WebApplication app) => app.MapScalarApiReference(AnswerHeaders.DocumentsPath, (options, context) =>
    {
        options.Title = "Tyollisyys.Mesh";
        // No font, agent, proxy or shop window of anybody else's, and a token stays in the page that it was pasted into.
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideDeveloperTools().HideClientButton().DisableAgent().DisableMcp();
        options.PersistentAuthentication = false;
        // A browser comes through the gateway, hence with a token.
        options.AddPreferredSecuritySchemes("token");
        var documents = Documents(context.RequestServices.GetRequiredService<DirectoryFile>().Current);
        foreach (var (name, title, path) in documents)
        {
            options.AddDocument(name, title, path);
        }

        // /docs/<name> shows one document, and the library looks for it where this pattern says.
        if (documents.FirstOrDefault(document => document.Name == (string?)context.GetRouteValue("documentName")).Path is { } one)
        {
            options.OpenApiRoutePattern = one;
        }
    });

    private static List<(string Name, string Title, string Path)> Documents(ParticipantDirectory directory) =>
    [
        ("gateway", "Gateway", OpenApiEndpoint.Path),
        .. directory.Entries.Select(entry => (entry.Participation.Slug, entry.Name.En, $"/o/{entry.Participation}{OpenApiEndpoint.Path}")),
    ];
}
