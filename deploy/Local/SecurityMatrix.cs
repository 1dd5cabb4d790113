using System.Text;
using Google.Protobuf.Reflection;
using Mesh.Hosting;
using Mesh.Hosting.Contracts;
using Mesh.OpenApi;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Local;

/// <summary>Method by access by role, as the hosts serve it, in Markdown.</summary>
internal static class SecurityMatrix
{
    private const string Gateway = "gateway";

    private const string Introduction = """
        # Who may call what

        Generated from the contracts and from what each host serves; a test compares it, another calls every method below with every
        wrong identity, and a third with admitted callers who have nothing to do with whom they name. To write it anew: `dotnet run --project deploy/Local -- document`.

        ## How a caller is known

        | access | certificate | token | otherwise |
        |---|---|---|---|
        | participant | another participation's | none | no TLS handshake without a certificate; ACCESS_DENIED for the gateway, own systems, this participation itself, or when a person's token is there |
        | own systems | this participation's own system's | none | the same, also for another participation's systems |
        | professional | the gateway's | valid, for this participation alone, of a professional of this participation | UNAUTHENTICATED without, expired, forged or for another audience; ACCESS_DENIED for other persons |
        | client | the gateway's | valid, for this participation alone, of a client | the same; about anybody else NO_BASIS |
        | operator | the gateway's | valid, for this participation alone, of an operator | the same; what an operator does is journaled |

        At the gateway's own services nobody shows a certificate, and the token is for the gateway. A missing certificate, or one that no trusted
        root issued, ends the TLS handshake; one that the directory denies is answered UNAUTHENTICATED, call by call. Access is decided before anything is looked up: a refused caller gets the same bytes
        whether the subject or case exists or not. Past access, a caller without a tie to the client gets NO_BASIS, the same for known and unknown.

        ## Methods

        A method is served where its cell says by whom it may be called there; an empty cell means that host does not know it.


        """;

    public static string Of(LocalMesh mesh)
    {
        var served = mesh.Hosts
            .SelectMany(host => OpenApiEndpoint.ServedBy(host.Host.Services).Select(method => (Role: RoleOf(host.Name), Method: method)))
            .ToList();
        var roles = served.Select(each => each.Role).Distinct().OrderBy(role => role == Gateway).ThenBy(role => role, StringComparer.Ordinal).ToList();
        var text = new StringBuilder(Introduction);
        foreach (var service in served.Select(each => each.Method.Service).DistinctBy(service => service.FullName).OrderBy(service => service.FullName, StringComparer.Ordinal))
        {
            text.Append("### ").AppendLine(service.FullName).AppendLine()
                .Append("| method | REST |").AppendJoin(" |", roles.Select(role => " " + role)).AppendLine(" |")
                .Append("|---|---|").AppendJoin("|", roles.Select(_ => "---")).AppendLine("|");
            foreach (var method in service.Methods)
            {
                var cells = roles.Select(role => served.Any(each => each.Role == role && each.Method == method) ? " " + CallerOf(method) : "");
                text.Append("| ").Append(method.Name).Append(" | ").Append(RestOf(method)).Append(" |").AppendJoin(" |", cells).AppendLine(" |");
            }

            text.AppendLine();
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static string RoleOf(string host) => host == Gateway ? Gateway : host[(host.IndexOf('-', host.IndexOf('-', StringComparison.Ordinal) + 1) + 1)..];

    private static string RestOf(MethodDescriptor method) => HttpCall.Of(method) is { } call ? $"{call.Verb} `{call.Path}`" : "none: a client's stream";

    private static string CallerOf(MethodDescriptor method) => MeshContracts.Find($"/{method.Service.FullName}/{method.Name}")!.Access switch
    {
        Access.Participant => "participant",
        Access.OwnSystems => "own systems",
        Access.Professional => "professional",
        Access.Client => "client",
        Access.Operator => "operator",
        _ => "nobody",
    };
}
