using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Grpc.Net.Client;
using Mesh.Certificates;
using Mesh.Disclosure;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Mesh.Local;
using Mesh.TestKit.Played;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.EndToEnd.Tests;

/// <summary>The whole mesh in this process, on a copy of the played data, with every certificate and token a caller could have.</summary>
public sealed class ServedMesh : IAsyncDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly Dictionary<string, (string Token, DateTimeOffset Until)> _tokens = [];
    private readonly HttpClient _provider;

    private ServedMesh(string folder, LocalOptions options, Installation installation, LocalMesh mesh)
    {
        Folder = folder;
        Options = options;
        Installation = installation;
        Mesh = mesh;
        _provider = new HttpClient(Own(Handler(certificate: null)));
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Where everything listens.</summary>
    public LocalOptions Options { get; }

    /// <summary>Certificates and directory.</summary>
    public Installation Installation { get; }

    /// <summary>The hosts.</summary>
    public LocalMesh Mesh { get; }

    /// <summary>Starts on a folder that a launcher has left.</summary>
    public static async Task<ServedMesh> StartAsync(string folder, int notBefore)
    {
        var options = new LocalOptions(folder, LauncherProcess.FreePorts(notBefore), Reset: false, Exit: true, []);
        var installation = Installation.Open(options);
        return new ServedMesh(folder, options, installation, await LocalMesh.StartAsync(installation, options, tracing: null, CancellationToken.None));
    }

    /// <summary>A person's token for one audience, by the demonstration's persona grant; kept for the first half of its life.</summary>
    public async Task<string> TokenAsync(string persona, string audience)
    {
        var (token, until) = _tokens.GetValueOrDefault($"{persona} {audience}");
        var now = TimeProvider.System.GetUtcNow();
        if (until <= now)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "urn:mesh:grant-type:persona",
                ["client_id"] = "scenario-player",
                ["persona"] = persona,
                ["resource"] = audience,
            });
            using var answer = await _provider.PostAsync(new Uri(Options.Issuer, "connect/token"), form);
            var body = await answer.Content.ReadFromJsonAsync<JsonNode>();
            token = (string?)body?["access_token"]
                ?? throw new InvalidOperationException($"No token for {persona} at {audience}: {answer.StatusCode}.");
            _tokens[$"{persona} {audience}"] = (token, now.AddSeconds((double)body!["expires_in"]! / 2));
        }

        return token;
    }

    /// <summary>A certificate of the mesh's own authority.</summary>
    public X509Certificate2 Certificate(string name) => Own(Installation.Authority.Issue(name, CertificateUse.ClientOnly));

    /// <summary>The request as a participation signs it for one sending.</summary>
    public DiscloseRequest Sign(DiscloseRequest request, Participation requester, Participation holder) => RequestStatement.Sign(
        request, requester, holder, SigningKeys.Load(Installation.SettingsOf(requester).SigningKeysPath), TimeProvider.System.GetUtcNow());

    /// <summary>A connection with this certificate, or with none.</summary>
    public GrpcChannel Connect(Uri address, X509Certificate2? certificate) => Own(ConnectOnce(address, certificate));

    /// <summary>A connection that the caller ends.</summary>
    public GrpcChannel ConnectOnce(Uri address, X509Certificate2? certificate) =>
        GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = Handler(certificate), DisposeHttpClient = true });

    /// <summary>A client for HTTP with this certificate, or with none.</summary>
    public HttpClient Http(X509Certificate2? certificate) => Own(new HttpClient(Handler(certificate)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _owned.Reverse();
        _owned.ForEach(each => each.Dispose());
        await Mesh.DisposeAsync();
        Installation.Dispose();
    }

    private SocketsHttpHandler Handler(X509Certificate2? certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Installation.Authority.Root);
        return new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,
                ClientCertificates = certificate is null ? null : [certificate],
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
            },
        };
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
