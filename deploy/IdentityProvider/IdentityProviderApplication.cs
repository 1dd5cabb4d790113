using Mesh.Certificates;
using Mesh.Identity;
using Mesh.IdentityProvider.Grants;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Storage;
using Mesh.IdentityProvider.Tokens;
using Mesh.IdentityProvider.UserInfo;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider;

/// <summary>The identity provider as a host of its own: OAuth 2.0 token endpoint, OpenID Connect discovery, keys and userinfo.</summary>
public static class IdentityProviderApplication
{
    /// <summary>Path of the token endpoint.</summary>
    public const string TokenPath = "/connect/token";

    /// <summary>Path of the userinfo endpoint.</summary>
    public const string UserInfoPath = "/connect/userinfo";

    private const long LargestRequestBytes = 64 * 1024;

    /// <summary>Wires the host. Start it to make its tables and listen; dispose it to stop.</summary>
    /// <exception cref="PeopleRefusedException">The people's file has violations, all of them listed.</exception>
    public static WebApplication Build(IdentityProviderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var people = settings.PeopleFile is { } file ? DemoPeople.Of(File.ReadAllBytes(file)) : DemoPeople.BuiltIn();
        var folder = new OwnerOnlyFolder(settings.DataFolder);
        var keys = ProviderKeys.OpenOrCreate(folder);

        // Empty: no environment variables, appsettings or default addresses leak in from the process it shares.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(IdentityProviderApplication).Assembly.GetName().Name });
        Log(builder.Logging, settings);
        Listen(builder, settings);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Time);
        builder.Services.AddSingleton(people);
        builder.Services.AddSingleton(new PairwiseSubjects(keys.Pairwise, people));
        builder.Services.AddSingleton<PeerCertificates>();
        builder.Services.AddSingleton<UserInfoAnswer>();
        builder.Services.AddDbContext<ProviderStore>(options => options.UseSqlite($"Data Source={folder.FileOf("provider.db")}"));
        builder.Services.AddHostedService<StorePreparation>();
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<ProviderStore>())
            .AddServer(server => Serve(server, settings, keys));

        // The ASP.NET Core integration adds client_secret_basic by itself; nobody here has a secret, so discovery must not offer it.
        builder.Services.PostConfigure<OpenIddictServerOptions>(static options => options.ClientAuthenticationMethods.IntersectWith([ClientAuthenticationMethods.TlsClientAuth]));

        var application = builder.Build();
        application.UseRouting();
        application.UseAuthentication();
        application.MapMethods(UserInfoPath, [HttpMethods.Get, HttpMethods.Post], (HttpContext context, UserInfoAnswer answer) => answer.AnswerAsync(context));
        return application;
    }

    private static void Serve(OpenIddictServerBuilder server, IdentityProviderSettings settings, ProviderKeys keys)
    {
        server.SetIssuer(settings.Issuer);
        server.SetTokenEndpointUris(TokenPath).SetUserInfoEndpointUris(UserInfoPath);
        server.AddSigningKey(keys.Signing).AddEncryptionKey(keys.Encryption).DisableAccessTokenEncryption();
        server.SetAccessTokenLifetime(TokenClaims.Life);
        server.DisableTokenStorage();

        server.AllowTokenExchangeFlow();
        if (settings.Directory().Environment == MeshEnvironment.Demonstration)
        {
            server.AllowCustomFlow(MeshClients.PersonaGrantType);
        }

        server.Configure(options =>
        {
            options.SubjectTokenTypes.IntersectWith([TokenTypeIdentifiers.AccessToken]);
            options.ActorTokenTypes.Clear();
            options.RequestedTokenTypes.IntersectWith([TokenTypeIdentifiers.AccessToken]);
            options.SubjectTypes.Clear();
            options.SubjectTypes.Add(SubjectTypes.Pairwise);

            // One provider reads its own clock: the usual five minutes of grace would double a token's life.
            options.TokenValidationParameters.ClockSkew = TimeSpan.Zero;
        });
        server.EnablePublicKeyInfrastructureTlsClientAuthentication(settings.TrustedRoots);
        server.RemoveEventHandler(OpenIddictServerHandlers.ValidateClientCertificate.Descriptor);
        server.AddEventHandler(ClientCertificateAuthentication.Descriptor);

        // Targets are judged against the directory in use at each request, which a list fixed at start could not follow.
        server.DisableResourceValidation().DisableAudienceValidation().IgnoreResourcePermissions().IgnoreAudiencePermissions();
        server.AddEventHandler(PersonaGrant.Descriptor);
        server.AddEventHandler(TokenExchangeGrant.Descriptor);
        server.UseAspNetCore().EnableUserInfoEndpointPassthrough();
    }

    private static void Listen(WebApplicationBuilder builder, IdentityProviderSettings settings)
    {
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequestBytes;
            kestrel.Listen(settings.Listen, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = settings.Certificate,

                // Anybody may read keys and discovery, so TLS lets every certificate in; each use of one is judged where rights come from it.
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = static (_, _, _) => true,
            }));
        });
    }

    private static void Log(ILoggingBuilder logging, IdentityProviderSettings settings)
    {
        (settings.Logging ?? (static builder => builder.AddJsonConsole()))(logging);

        // Below Warning these write requests, responses and SQL. OpenIddict redacts what it knows to be secret; a persona or a new
        // parameter it does not know.
        foreach (var category in (string[])["OpenIddict", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.IdentityModel"])
        {
            logging.AddFilter(category, LogLevel.Warning);
        }
    }
}
