using Mesh.IdentityProvider;

var (settings, faults) = ProgramSettings.Read(new ConfigurationBuilder().AddEnvironmentVariables("MESH_IDP_").AddCommandLine(args).Build());
if (settings is null)
{
    foreach (var fault in faults)
    {
        await Console.Error.WriteLineAsync(fault);
    }

    return 2;
}

await using var application = IdentityProviderApplication.Build(settings);
await application.RunAsync();
return 0;
