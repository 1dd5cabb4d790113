using System.Diagnostics;
using System.Text.Json.Nodes;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.EndToEnd.Tests;

/// <summary>The clients in other languages, run as their users would, against the mesh.</summary>
[Collection(PlayedMesh.Collection)]
public sealed class ClientTests(PlayedMesh played, ITestOutputHelper output)
{
    private static readonly string TypeScript = Path.Combine(SourceTree.Root, "deploy", "clients", "typescript");

    [Fact]
    public async Task TypeScript_WhenBuiltAndRun_WorksAsPartnerAndAsApplication()
    {
        var mesh = await played.ServedAsync();
        await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], TypeScript, []);
        await RunAsync("npm", ["run", "--silent", "build"], TypeScript, []);

        var partner = Lines(await RunAsync("node", ["dist/partner.js"], TypeScript, PartnerSettings(mesh)));
        Assert.Equal(["import", "disclose", "disclose"], partner.Select(line => (string?)line["act"]));
        Assert.Equal(1, (int?)partner[0]["paidDays"]);
        Assert.Equal("NO_BASIS", (string?)partner[1]["reason"]);
        Assert.Equal("subject.personal_identity_code", (string?)partner[2]["violations"]![0]!["field"]);

        var application = Lines(await RunAsync("node", ["dist/application.js"], TypeScript, new()
        {
            ["NODE_EXTRA_CA_CERTS"] = mesh.Installation.Authority.RootFile,
            ["MESH_GATEWAY"] = mesh.Options.Gateway.ToString().TrimEnd('/'),
            ["MESH_PARTICIPANT"] = "2296962-1/LABOUR_AUTHORITY",
            ["MESH_TOKEN"] = await mesh.TokenAsync("te-expert", "urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY"),
        }));
        Assert.True((int?)application[0]["count"] > 0);
        Assert.Equal("INVALID_REQUEST", (string?)application[1]["reason"]);
        Assert.Equal(["jobseeker_id", "as_of"], application[1]["violations"]!.AsArray().Select(field => (string?)field));
    }

    [Fact]
    public async Task Curl_WhenTheWalkthroughIsWalked_ShowsAnswersAndProblems()
    {
        var mesh = await played.ServedAsync();
        var told = await RunAsync("bash", [Path.Combine(SourceTree.Root, "deploy", "clients", "curl", "walkthrough.sh")], mesh.Folder, new()
        {
            ["MESH_DATA"] = mesh.Folder,
            ["MESH_GATEWAY"] = mesh.Options.Gateway.ToString().TrimEnd('/'),
            ["MESH_ISSUER"] = mesh.Options.Issuer.ToString().TrimEnd('/'),
        });

        Assert.Contains("\"findings\"", told, StringComparison.Ordinal);
        Assert.Contains("HTTP 200 application/json", told, StringComparison.Ordinal);
        Assert.Contains("\"pointer\":\"/personalIdentityCode\"", told, StringComparison.Ordinal);
        Assert.Contains("\"pointer\":\"/requestId\"", told, StringComparison.Ordinal);
        Assert.Contains("HTTP 400 application/problem+json", told, StringComparison.Ordinal);
        Assert.Contains("HTTP 401 application/problem+json", told, StringComparison.Ordinal);
        Assert.Contains("PARTICIPANT_UNKNOWN", told, StringComparison.Ordinal);
        Assert.Contains("\"openapi\": \"3.1", told, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> PartnerSettings(ServedMesh mesh)
    {
        var entries = mesh.Installation.Directory.Current.Entries;
        var kela = entries.Single(entry => entry.Participation.Slug == PlayedMesh.Kela);
        var office = entries.Single(entry => entry.Participation.Slug == PlayedMesh.TeOffice);
        var payments = Issued(mesh, CertificateNames.ForOwnSystem(kela.Participation, "payments"));
        var asker = entries.First(entry => entry.Participation.Role == ParticipantRole.Municipality).Participation;
        var municipality = Issued(mesh, asker.Urn);
        return new()
        {
            ["MESH_ROOTS"] = mesh.Installation.Authority.RootFile,
            ["MESH_KELA"] = kela.Endpoint.Authority,
            ["MESH_KELA_URI"] = kela.Participation.Urn,
            ["MESH_PAYMENTS_CERTIFICATE"] = payments,
            ["MESH_PAYMENTS_KEY"] = Path.ChangeExtension(payments, ".key"),
            ["MESH_OFFICE"] = office.Endpoint.Authority,
            ["MESH_OFFICE_URI"] = office.Participation.Urn,
            ["MESH_MUNICIPALITY_CERTIFICATE"] = municipality,
            ["MESH_MUNICIPALITY_KEY"] = Path.ChangeExtension(municipality, ".key"),
            ["MESH_MUNICIPALITY_SIGNING"] = mesh.Installation.SettingsOf(asker).SigningKeysPath,
            ["MESH_MUNICIPALITY_URI"] = asker.Urn,
            ["MESH_PERSON"] = "140501A902D",
            ["MESH_PAID_DAY"] = "2024-02-01",
        };
    }

    private static string Issued(ServedMesh mesh, string name)
    {
        mesh.Certificate(name);
        return mesh.Installation.Authority.FileOf(name, CertificateUse.ClientOnly);
    }

    private static List<JsonNode> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string folder, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.WriteLine($"{program} {string.Join(' ', arguments)}\n{text}\n{await errors}");
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
