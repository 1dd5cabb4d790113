using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Tyollisyys.Mesh.Client;

/// <summary>
/// One connection to a participation or to the gateway, with typed clients over it:
/// <c>mesh.Of(invoker =&gt; new EligibilityService.EligibilityServiceClient(invoker))</c>. Thread-safe; keep one for each server.
/// </summary>
public sealed class MeshClient : IDisposable
{
    private readonly ConcurrentDictionary<Type, object> _clients = new();
    private readonly SocketsHttpHandler _handler;
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _invoker;

    /// <summary>Nothing is connected before the first call.</summary>
    /// <exception cref="ArgumentException">Every fault of the options, one per line.</exception>
    public MeshClient(MeshClientOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfWrong(options);
        _handler = new SocketsHttpHandler { SslOptions = TlsOf(options) };
        _channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            HttpHandler = _handler,
            ServiceConfig = Retries.Of(options.Attempts),
        });
        _invoker = _channel.Intercept(new EveryCall(options, time ?? TimeProvider.System));
    }

    /// <summary>The typed client; made once.</summary>
    public TClient Of<TClient>(Func<CallInvoker, TClient> make)
        where TClient : ClientBase<TClient>
    {
        ArgumentNullException.ThrowIfNull(make);
        return (TClient)_clients.GetOrAdd(typeof(TClient), _ => make(_invoker));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _channel.Dispose();
        _handler.Dispose();
    }

    private static void ThrowIfWrong(MeshClientOptions options)
    {
        var faults = new List<string>();
        if (options.Address.Scheme != Uri.UriSchemeHttps)
        {
            faults.Add("Address: https is needed.");
        }

        if (options.Token is null == options.Certificate is null)
        {
            faults.Add("Token, Certificate: exactly one of them is needed.");
        }

        if (options.Token is null && options.Participant is not null)
        {
            faults.Add("Participant: only the gateway reads it, and the gateway wants a token.");
        }

        if (options.Attempts is < 1 or > 5)
        {
            faults.Add("Attempts: 1 to 5.");
        }

        if (options.Deadline <= TimeSpan.Zero)
        {
            faults.Add("Deadline: more than zero.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join('\n', faults), nameof(options));
        }
    }

    private static SslClientAuthenticationOptions TlsOf(MeshClientOptions options) => new()
    {
        ClientCertificates = options.Certificate is { } own ? [own] : null,
        CertificateChainPolicy = options.Roots is { } roots ? PolicyOf(roots) : null,
        RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            // The name is the URI below: participations are not told apart by host names.
            (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None
            && certificate is X509Certificate2 shown && ServerNames.Of(shown).Contains(options.Server),
    };

    private static X509ChainPolicy PolicyOf(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
