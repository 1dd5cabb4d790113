using System.CommandLine;
using Mesh.Identity;
using Mesh.Player;
using Tyollisyys.Mesh.Client;

namespace Mesh.Cli;

/// <summary>
/// Calls as an operator, through the gateway, with the operator's own token: what an operator does is authenticated and journaled by
/// whoever is called, as from any other application.
/// </summary>
internal sealed class OperatorCalls : IDisposable
{
    private const string GatewayAudience = CertificateNames.Gateway;

    private readonly MeshFile _mesh;
    private readonly Func<string, CancellationToken, ValueTask<string>> _token;
    private readonly List<IDisposable> _owned = [];

    private OperatorCalls(MeshFile mesh, string? persona, string? tokenFile)
    {
        _mesh = mesh;
        _token = (persona, tokenFile) switch
        {
            (not null, null) => Of(persona),
            (null, not null) => (_, cancellation) => ReadAsync(tokenFile, cancellation),
            _ => throw new CommandException("OPERATOR_MISSING", "Say who you are: --token-file, or --persona in a demonstration.", Terminal.Misused),
        };
    }

    /// <summary>For a command as given.</summary>
    public static OperatorCalls For(ParseResult given) => new(
        MeshFile.Read(given.GetValue(Common.Settings)!), given.GetValue(Common.Persona), given.GetValue(Common.Persona) is null ? given.GetValue(Common.TokenFile) : null);

    /// <summary>Every participation of the installed directory.</summary>
    public ParticipantDirectory Directory => _mesh.ReadDirectory();

    /// <summary>The gateway's own services.</summary>
    public MeshClient Gateway() => Client(GatewayAudience, participant: null);

    /// <summary>A participation.</summary>
    public MeshClient At(Participation participation) => Client(participation.Urn, participation.ToString());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }
    }

    private MeshClient Client(string audience, string? participant)
    {
        var client = new MeshClient(new MeshClientOptions
        {
            Address = _mesh.Gateway!,
            Server = CertificateNames.Gateway,
            Roots = _mesh.TrustedRoots(),
            Participant = participant,
            Token = cancellation => _token(audience, cancellation),
            Deadline = TimeSpan.FromSeconds(10),
        });
        _owned.Add(client);
        return client;
    }

    private Func<string, CancellationToken, ValueTask<string>> Of(string persona)
    {
        var http = new HttpClient(new ServerTrust(_mesh.TrustedRoots(), TimeProvider.System).Handler(CertificateNames.IdentityProvider, null));
        _owned.Add(http);
        var tokens = new PersonaTokens(http, _mesh.Issuer!, TimeProvider.System);
        return async (audience, cancellation) =>
        {
            try
            {
                return await tokens.GetAsync(persona, audience, cancellation);
            }
            catch (ActorUnavailableException fault)
            {
                throw new CommandException("NO_TOKEN", fault.Message);
            }
        };
    }

    // Read anew for each call: whoever renews it does so by writing the file.
    private static async ValueTask<string> ReadAsync(string file, CancellationToken cancellation) => File.Exists(file)
        ? (await File.ReadAllTextAsync(file, cancellation)).Trim()
        : throw new CommandException("TOKEN_MISSING", $"There is no {file}.", Terminal.Misused);
}
