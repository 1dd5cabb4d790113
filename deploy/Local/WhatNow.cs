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

            A token (five minutes) for the TE office's expert, and a call through the gateway (buf: npm ci --prefix protos/tools):

              TOKEN=$(curl -s --cacert {root} {options.Issuer}connect/token \
                -d grant_type=urn:mesh:grant-type:persona -d client_id=scenario-player -d persona=te-expert \
                -d resource={office.Urn} | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')
              npx --prefix protos/tools buf curl --protocol grpc --cacert {root} --schema protos \
                -H "authorization: Bearer $TOKEN" -H "mesh-participant: {office}" -d '' \
                {options.Gateway}tyollisyys.mesh.labour.v1.EligibilityService/ListEligibilityFindings

            Logs are in {Path.GetRelativePath(Environment.CurrentDirectory, installation.Logs)}. Serving until Ctrl-C.
            """);
    }
}
