using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Mesh.Identity;

namespace Mesh.EndToEnd.Tests.Twins;

/// <summary>Somebody who calls in both forms by the same road: with a token through the gateway, with a certificate at a participation's address.</summary>
internal sealed class TwinCaller
{
    private TwinCaller(CallInvoker calls, HttpClient http, Uri root, IReadOnlyList<(string Name, string Value)> headers, string prefix) =>
        (Calls, Http, Root, Headers, Prefix) = (calls, http, root, headers, prefix);

    /// <summary>By gRPC.</summary>
    public CallInvoker Calls { get; }

    /// <summary>By REST.</summary>
    public HttpClient Http { get; }

    /// <summary>Where.</summary>
    public Uri Root { get; }

    /// <summary>Of both forms.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; }

    /// <summary>Before a REST path.</summary>
    public string Prefix { get; }

    /// <summary>A person at a participation, or at the gateway itself when there is none.</summary>
    public static TwinCaller OfPerson(ServedMesh mesh, string token, Participation? to) => new(
        mesh.Connect(mesh.Options.Gateway, null).CreateCallInvoker(),
        mesh.Http(null),
        mesh.Options.Gateway,
        to is { } named ? [("authorization", $"Bearer {token}"), ("mesh-participant", named.ToString())] : [("authorization", $"Bearer {token}")],
        to is { } participation ? $"o/{participation}" : "");

    /// <summary>An organisation's system.</summary>
    public static TwinCaller OfCertificate(ServedMesh mesh, X509Certificate2 certificate, Participation to)
    {
        var address = mesh.Installation.Directory.Current.Find(to)!.Endpoint;
        return new(mesh.Connect(address, certificate).CreateCallInvoker(), mesh.Http(certificate), address, [("grpc-timeout", "20S")], "");
    }
}
