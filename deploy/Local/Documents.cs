using Mesh.Hosting;
using Mesh.Topology;
using Microsoft.OpenApi;

namespace Mesh.Local;

/// <summary>The documents that say what the running hosts serve: OpenAPI of each, AsyncAPI of the bus, who may call which method, what may be disclosed, and by which law. Kept in <c>docs</c>; a test compares.</summary>
public static class Documents
{
    /// <summary>Folder of the documents in the repository.</summary>
    public const string Folder = "docs";

    /// <summary>Every document by its path below <c>docs</c>.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(LocalMesh mesh, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        var documents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, host) in mesh.Hosts)
        {
            documents[$"openapi/{name}.json"] =
                await OpenApiEndpoint.DocumentOfAsync(host.Services, OpenApiSpecVersion.OpenApi3_1, cancellation) + "\n";
        }

        documents["asyncapi/notices.json"] = NoticeDocument.Text();
        documents["disclosure.md"] = DisclosurePage.Text();
        documents["law.md"] = LawPage.Text();
        documents["security.md"] = SecurityMatrix.Of(mesh);
        return documents;
    }

    /// <summary>Writes them.</summary>
    public static async Task WriteAsync(LocalMesh mesh, string folder, CancellationToken cancellation)
    {
        foreach (var (path, text) in await OfAsync(mesh, cancellation))
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, cancellation);
        }
    }
}
