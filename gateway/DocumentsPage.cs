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
        // No font, agent or proxy of anybody else's.
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.AddDocument("gateway", "Gateway", OpenApiEndpoint.Path);
        foreach (var entry in context.RequestServices.GetRequiredService<DirectoryFile>().Current.Entries)
        {
            options.AddDocument(entry.Participation.Slug, entry.Name.En, $"/o/{entry.Participation}{OpenApiEndpoint.Path}");
        }
    });
}
