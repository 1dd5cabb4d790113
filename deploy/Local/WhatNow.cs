using Mesh.Identity;
using Spectre.Console;

namespace Mesh.Local;

/// <summary>Says where everything listens, how to get a token, and one call to try.</summary>
internal static class WhatNow
{
    public static void Print(IAnsiConsole console, Installation installation, LocalOptions options)
    {
        var writer = console.Profile.Out.Writer;
        var root = Path.GetRelativePath(Environment.CurrentDirectory, installation.Authority.RootFile);
        writer.WriteLine();
        writer.WriteLine($"gateway            {options.Gateway}");
        writer.WriteLine($"identity provider  {options.Issuer}");
        foreach (var entry in installation.Directory.Current.Entries)
        {
            writer.WriteLine($"{entry.Endpoint}  {entry.Participation}  {entry.Name.Fi}");
        }

        var office = installation.Directory.Current.Entries.First(entry => entry.Participation.Role == ParticipantRole.LabourAuthority).Participation;
        writer.WriteLine($"""

            A token (five minutes) for the TE office's expert, and a call through the gateway:

              TOKEN=$(curl -s --cacert {root} {options.Issuer}connect/token \
                -d grant_type=urn:mesh:grant-type:persona -d client_id=scenario-player -d persona=te-expert \
                -d resource={office.Urn} | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')
              curl --cacert {root} -H "authorization: Bearer $TOKEN" {options.Gateway}o/{office}/v1/eligibilityFindings

            The same call in a browser, which is to trust {root} or to be told to go on:

              {options.Gateway}docs/{office.Slug}#tag/eligibilityservice/GET/v1/eligibilityFindings

            "Test Request", paste what `echo $TOKEN` says as the bearer token, "Send".

            Logs are in {Path.GetRelativePath(Environment.CurrentDirectory, installation.Logs)}. Serving until Ctrl-C.
            """);
    }
}
