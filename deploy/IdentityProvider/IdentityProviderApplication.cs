using Mesh.Certificates;
using Mesh.Hosting.Health;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Sessions;
using Mesh.IdentityProvider.SignIn;
using Mesh.IdentityProvider.Storage;
using Mesh.IdentityProvider.Tokens;
using Mesh.IdentityProvider.UserInfo;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider;

/// <summary>The identity provider as a host of its own: OAuth 2.0 token endpoint, OpenID Connect discovery, keys and userinfo.</summary>
public static class IdentityProviderApplication
{
    /// <summary>Its name in measurements.</summary>
    public const string Name = "identity-provider";

    /// <summary>Path of the token endpoint.</summary>
    public const string TokenPath = "/connect/token";

    /// <summary>Path of the userinfo endpoint.</summary>
    public const string UserInfoPath = "/connect/userinfo";

    /// <summary>Path of the authorization endpoint.</summary>
    public const string AuthorizationPath = "/connect/authorize";

    /// <summary>Path of the pushed authorization request endpoint (RFC 9126).</summary>
    public const string PushedAuthorizationPath = "/connect/par";

    /// <summary>Path of the revocation endpoint (RFC 7009): signing out.</summary>
    public const string RevocationPath = "/connect/revoke";

    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    private static readonly string[] ScriptPaths =
        [TokenPath, PushedAuthorizationPath, RevocationPath, "/.well-known/openid-configuration", "/.well-known/jwks"];

    private const long LargestRequestBytes = 64 * 1024;

    /// <summary>Wires the host. Start it to make its tables and listen; dispose it to stop.</summary>
    /// <exception cref="ArgumentException">A redirect, an own system or a life cannot be; all of them told.</exception>
    /// <exception cref="PeopleRefusedException">The people's file has violations, all of them listed.</exception>
    public static WebApplication Build(IdentityProviderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Faults() is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(settings));
        }

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
        builder.Services.AddReadiness(settings.Drain);
        builder.Services.AddMeasuring(Name, _ => settings.Certificate);
        if (settings.OwnsTelemetry)
        {
            builder.Configuration.AddInMemoryCollection(TelemetryRegistration.Told());
            builder.Services.AddMeshTelemetry();
        }

        builder.Services.AddSingleton(people);
        builder.Services.AddSingleton(new PairwiseSubjects(keys.Pairwise, people));
        builder.Services.AddSingleton<PeerCertificates>();
        builder.Services.AddSingleton<UserInfoAnswer>();
        builder.Services.AddDbContext<ProviderStore>(options => options.UseSqlite($"Data Source={folder.FileOf("provider.db")}"));
        builder.Services.AddHostedService<StorePreparation>();
        builder.Services.AddSingleton<StorePruning>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StorePruning>());
        builder.Services.AddScoped<SessionEnd>();
        builder.Services.AddCors();
        AddSignIn(builder.Services, folder);
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<ProviderStore>())
            .AddServer(server => ServerRules.Apply(server, settings, keys));

        // The ASP.NET Core integration adds client_secret_basic by itself; nobody here has a secret, so discovery must not offer it.
        builder.Services.PostConfigure<OpenIddictServerOptions>(static options => options.ClientAuthenticationMethods.IntersectWith([ClientAuthenticationMethods.TlsClientAuth]));

        var application = builder.Build();
        application.UseReadiness();
        application.UseRouting();
        OpenToScripts(application, settings);
        application.UseAuthentication();
        if (settings.Directory().Environment == MeshEnvironment.Demonstration)
        {
            application.MapMethods(AuthorizationPath, GetAndPost, (HttpContext context, SignInEndpoint signIn) => signIn.AnswerAsync(context));
        }
        else
        {
            application.MapMethods(AuthorizationPath, GetAndPost, static () => AbsentSignIn.Answer());
            application.MapPost(PushedAuthorizationPath, static () => AbsentSignIn.Answer());
        }

        application.MapMethods(UserInfoPath, GetAndPost, (HttpContext context, UserInfoAnswer answer) => answer.AnswerAsync(context));
        return application;
    }

    // A browser's script may read what it needs to get and use tokens, never the page on which the person chooses.
    private static void OpenToScripts(WebApplication application, IdentityProviderSettings settings)
    {
        var origins = settings.WebRedirects.Select(address => address.GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal).ToArray();
        application.UseWhen(
            static context => ScriptPaths.Contains(context.Request.Path.Value ?? "", StringComparer.OrdinalIgnoreCase),
            branch => branch.UseCors(policy => policy.WithOrigins(origins).WithMethods(HttpMethods.Get, HttpMethods.Post)));
    }

    private static void AddSignIn(IServiceCollection services, OwnerOnlyFolder folder)
    {
        services.AddDataProtection()
            .SetApplicationName("mesh-identity-provider")
            .PersistKeysToFileSystem(new(new OwnerOnlyFolder(folder.FileOf("form-keys")).Path));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "__Host-mesh-sign-in";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;

            // Lax, not strict: people come from the application's site, and a strict cookie would be a new one for each tab.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<SignInEndpoint>();
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

        // It warns that its keys lie unencrypted; they lie in the owner's folder, as the others do, and protect a form against forgery.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }
}
