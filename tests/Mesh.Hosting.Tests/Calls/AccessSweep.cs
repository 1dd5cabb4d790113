using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Grpc.AspNetCore.Server.Model;

namespace Mesh.Hosting.Tests.Calls;

/// <summary>Kela's host serving every method of the contracts, and callers of every kind.</summary>
public sealed class AccessSweep : IAsyncLifetime
{
    private readonly Installation _installation = new();
    private readonly Dictionary<string, GrpcChannel> _channels = [];
    private DevelopmentAuthority? _second;
    private DevelopmentAuthority? _unknown;
    private TokenSource? _tokens;
    private TestHost? _host;

    internal Reached Reached { get; } = new();

    private TokenSource Tokens => _tokens!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _tokens = await TokenSource.StartAsync(_installation, cancellation);
        _second = DevelopmentAuthority.OpenOrCreate(Path.Combine(_installation.Folder, "second"));
        _unknown = DevelopmentAuthority.OpenOrCreate(Path.Combine(_installation.Folder, "unknown"));
        var roots = Path.Combine(_installation.Folder, "roots.crt");
        await File.WriteAllTextAsync(roots, _installation.Authority.Root.ExportCertificatePem() + "\n" + _second.Root.ExportCertificatePem() + "\n", cancellation);
        _host = await TestHost.StartAsync<TestDatabase>(
            _installation,
            Participants.Kela,
            new()
            {
                ServesCommon = false,
                Settings = settings => settings with { TrustedRootsPath = roots },
                Register = builder =>
                {
                    builder.Services.AddSingleton(Reached);
                    builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<EveryMethod>, EveryMethod.Provider>());
                },
                Map = host => host.MapGrpcService<EveryMethod>(),
            },
            cancellation);

        // Two certificates of one name: the one for clients only is denied, the other is not.
        _installation.Change(draft => draft.Deny(Participants.TeOffice, CertificateCheck.Thumbprint(Denied)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }

        await _host!.DisposeAsync();
        await _tokens!.DisposeAsync();
        _second!.Dispose();
        _unknown!.Dispose();
        _installation.Dispose();
    }

    /// <summary>The connection and token of a caller; see <see cref="AccessSweepTests"/> for what each may call.</summary>
    internal async Task<(GrpcChannel Channel, string? Token)> AsAsync(string caller)
    {
        var kela = Participants.Kela.Urn;
        return caller switch
        {
            "no certificate" => (Channel("none", () => null), null),
            "unknown authority" => (Channel(caller, () => _unknown!.Issue(Participants.TeOffice.Urn, CertificateUse.ServerAndClient)), null),
            "another's authority" => (Channel(caller, () => _second!.Issue(Participants.TeOffice.Urn, CertificateUse.ServerAndClient)), null),
            "denied" => (Channel(caller, () => Denied), null),
            "stranger" => (Named(Participants.Stranger.Urn), null),
            "other participation" => (Named(Participants.TeOffice.Urn), null),
            "other participation, client's token" => (Named(Participants.TeOffice.Urn), await Tokens.OfAsync("aino", kela)),
            "other participation, its professional's token" => (Named(Participants.TeOffice.Urn), await Tokens.OfAsync("te-expert", Participants.TeOffice.Urn)),
            "this participation itself" => (Named(kela), null),
            "own system" => (Named(CertificateNames.ForOwnSystem(Participants.Kela, "importer")), null),
            "own system, professional's token" => (Named(CertificateNames.ForOwnSystem(Participants.Kela, "importer")), await Tokens.OfAsync("kela-officer", kela)),
            "own system, its own token" => (Named(CertificateNames.ForOwnSystem(Participants.Kela, "importer")), Tokens.Forge(kela, "system", kela)),
            "another's own system" => (Named(CertificateNames.ForOwnSystem(Participants.TeOffice, "importer")), null),
            "identity provider" => (Named(CertificateNames.IdentityProvider), null),
            _ => (Named(CertificateNames.Gateway), await TokenAsync(caller)),
        };
    }

    private X509Certificate2 Denied => _installation.Authority.Issue(Participants.TeOffice.Urn, CertificateUse.ClientOnly);

    private async Task<string?> TokenAsync(string caller) => caller switch
    {
        "gateway" => null,
        "professional" => await Tokens.OfAsync("kela-officer", Participants.Kela.Urn),
        "client" => await Tokens.OfAsync("aino", Participants.Kela.Urn),
        "operator" => await Tokens.OfAsync("operator", Participants.Kela.Urn),
        "expired professional" => await Tokens.ExpiredAsync("kela-officer", Participants.Kela.Urn),
        "expired client" => await Tokens.ExpiredAsync("aino", Participants.Kela.Urn),
        "expired operator" => await Tokens.ExpiredAsync("operator", Participants.Kela.Urn),
        "another's professional" => await Tokens.OfAsync("te-expert", Participants.TeOffice.Urn),
        "another's professional by a broken provider" => Tokens.Forge(Participants.Kela.Urn, "professional", Participants.TeOffice.Urn),
        "professional of nobody" => Tokens.Forge(Participants.Kela.Urn, "professional", organisation: null),
        "own system's token" => Tokens.Forge(Participants.Kela.Urn, "system", Participants.Kela.Urn),
        "client for another audience" => await Tokens.OfAsync("aino", Participants.TeOffice.Urn),
        "client for the gateway" => await Tokens.OfAsync("aino", CertificateNames.Gateway),
        "operator for another audience" => await Tokens.OfAsync("operator", Participants.TeOffice.Urn),
        "token of another type" => Tokens.Forge(Participants.Kela.Urn, "client", organisation: null, type: "JWT"),
        "token under another key" => ForgedUnderAnotherKey(),
        "no token but a word" => "token",
        _ => throw new ArgumentOutOfRangeException(nameof(caller), caller, "No such caller."),
    };

    private string ForgedUnderAnotherKey()
    {
        using var key = _installation.Authority.DirectoryKey();
        return Tokens.Forge(Participants.Kela.Urn, "client", organisation: null, otherKey: key.Key);
    }

    private GrpcChannel Named(string uri) => Channel(uri, () => _installation.Authority.Issue(uri, CertificateUse.ServerAndClient));

    private GrpcChannel Channel(string key, Func<X509Certificate2?> certificate)
    {
        if (!_channels.TryGetValue(key, out var channel))
        {
            _channels[key] = channel = _installation.Channel(_host!.Address, Participants.Kela.Urn, certificate());
        }

        return channel;
    }
}
