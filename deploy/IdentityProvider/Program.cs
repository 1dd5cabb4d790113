using Mesh.Identity;
using Mesh.IdentityProvider;

var isProbe = args is [ServerProbe.Verb, ..];
var (settings, faults) = ProgramSettings.Read(new ConfigurationBuilder().AddEnvironmentVariables("MESH_IDP_").AddCommandLine(isProbe ? args[1..] : args).Build());
if (settings is null)
{
    foreach (var fault in faults)
    {
        await Console.Error.WriteLineAsync(fault);
    }

    return 2;
}

if (isProbe)
{
    var listen = ServerProbe.FromWithin(new Uri($"https://{settings.Listen}/"));
    var answers = await ServerProbe.AnswersAsync(
        new Uri(listen, ".well-known/openid-configuration"), CertificateNames.IdentityProvider, settings.TrustedRoots, settings.Time, CancellationToken.None);
    Console.Out.WriteLine(answers ? "answers" : "does not answer");
    return answers ? 0 : 1;
}

await using var application = IdentityProviderApplication.Build(settings);
await application.RunAsync();
return 0;
