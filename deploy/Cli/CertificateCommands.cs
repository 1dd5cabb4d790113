using System.CommandLine;
using System.Text.Json.Nodes;
using Mesh.Certificates;
using Mesh.Identity;
using Spectre.Console;

namespace Mesh.Cli;

/// <summary><c>mesh certs authority|list|issue|renew|deny</c>: certificates of a development authority, and the directory's deny list.</summary>
internal static class CertificateCommands
{
    private static readonly Option<string> Folder = new("--folder")
    {
        Description = "Folder of the development authority. In production each organisation has its own authority.",
        DefaultValueFactory = _ => Path.Combine(".mesh", "native", "certificates"),
    };

    public static Command Of(Terminal terminal)
    {
        var uri = new Argument<string>("uri") { Description = "SAN URI, for example urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE." };
        var clientOnly = new Option<bool>("--client-only") { Description = "For an own system, which calls and is never called." };
        var all = new Option<bool>("--all") { Description = "Also those that are good for long." };
        var thumbprint = new Argument<string>("thumbprint") { Description = "SHA-256 thumbprint, 64 hexadecimal digits." };
        var at = Participations.Required();
        var directory = new Option<string>("--directory") { Description = "The installed participants.json.", Required = true };
        var key = new Option<string>("--key") { Description = "PEM private key that signs the directory.", Required = true };

        var authority = new Command("authority", "Makes the development authority, or shows the one that is there.") { Folder };
        authority.SetAction((given, cancellation) => Run(terminal, given, () => Authority(given), cancellation));
        var list = new Command("list", "Lists what the authority issued.") { Folder };
        list.SetAction((given, cancellation) => Run(terminal, given, () => Listed(given, issued => issued), cancellation));
        var issue = new Command("issue", "Issues a certificate, or gives the kept one while it is good.") { uri, clientOnly, Folder };
        issue.SetAction((given, cancellation) => Run(terminal, given, () => Issue(given, given.GetValue(uri)!, given.GetValue(clientOnly)), cancellation));
        var renew = new Command("renew", "Renews certificates with fewer than seven days left.") { all, Folder };
        renew.SetAction((given, cancellation) => Run(terminal, given, () => Renew(given, given.GetValue(all)), cancellation));
        var deny = new Command("deny", "Puts a certificate on the deny list and signs the directory; running hosts take it up by themselves.") { thumbprint, at, directory, key };
        deny.SetAction((given, cancellation) => Run(
            terminal, given, () => Deny(given.GetValue(thumbprint)!, given.GetValue(at), given.GetValue(directory)!, given.GetValue(key)!), cancellation));
        return new Command("certs", "Certificates.") { authority, list, issue, renew, deny };
    }

    private static Task<int> Run(Terminal terminal, ParseResult given, Func<Answer> command, CancellationToken cancellation) =>
        terminal.RunAsync(given.GetValue(Common.Json), "Working …", _ => Task.FromResult(command()), cancellation);

    private static Answer Authority(ParseResult given)
    {
        using var authority = DevelopmentAuthority.OpenOrCreate(given.GetValue(Folder)!);
        var (root, thumbprint, expires) = (authority.RootFile, authority.Thumbprint, authority.Root.NotAfter.ToUniversalTime());
        return new Answer(
            new JsonObject { ["root"] = root, ["thumbprint"] = thumbprint, ["expiresAt"] = expires },
            console => console.Profile.Out.Writer.WriteLine($"{root}\nthumbprint {thumbprint}\ngood until {expires:u}"));
    }

    private static Answer Listed(ParseResult given, Func<IReadOnlyList<IssuedCertificate>, IReadOnlyList<IssuedCertificate>> chosen)
    {
        using var authority = DevelopmentAuthority.OpenOrCreate(given.GetValue(Folder)!);
        return Shown(chosen(authority.Issued()));
    }

    private static Answer Issue(ParseResult given, string uri, bool isClientOnly)
    {
        if (CertificateNames.Classify(uri).Kind == CertificateNameKind.Unknown)
        {
            throw new CommandException("NAME_UNKNOWN", $"{uri} is no name of the mesh.", Terminal.Misused);
        }

        using var authority = DevelopmentAuthority.OpenOrCreate(given.GetValue(Folder)!);
        var use = isClientOnly ? CertificateUse.ClientOnly : CertificateUse.ServerAndClient;
        using var certificate = authority.Issue(uri, use);
        return Shown([.. authority.Issued().Where(issued => issued.Uri == uri && issued.Use == use)]);
    }

    private static Answer Renew(ParseResult given, bool all)
    {
        using var authority = DevelopmentAuthority.OpenOrCreate(given.GetValue(Folder)!);
        var due = authority.Issued().Where(issued => all || authority.IsDueForRenewal(issued)).ToList();
        foreach (var issued in due)
        {
            authority.Renew(issued.Uri, issued.Use).Dispose();
        }

        var names = due.Select(issued => (issued.Uri, issued.Use)).ToHashSet();
        return Shown([.. authority.Issued().Where(issued => names.Contains((issued.Uri, issued.Use)))]);
    }

    private static Answer Deny(string thumbprint, Participation participation, string directory, string key)
    {
        var (version, changed) = SignedDirectory.Change(directory, key, json => DirectoryDocument.Denying(json, participation, thumbprint));
        return new Answer(
            new JsonObject { ["version"] = version, ["changed"] = changed },
            console => console.Profile.Out.Writer.WriteLine(changed ? $"Denied from version {version} on." : "Denied already; nothing was changed."));
    }

    private static Answer Shown(IReadOnlyList<IssuedCertificate> issued) => new(
        new JsonArray(
        [
            .. issued.Select(one => new JsonObject
            {
                ["uri"] = one.Uri,
                ["clientOnly"] = one.Use == CertificateUse.ClientOnly,
                ["path"] = one.Path,
                ["thumbprint"] = one.Thumbprint,
                ["expiresAt"] = one.ExpiresAt,
            }),
        ]),
        console =>
        {
            foreach (var one in issued)
            {
                console.Profile.Out.Writer.WriteLine($"{one.ExpiresAt:u}  {one.Thumbprint}  {one.Uri}{(one.Use == CertificateUse.ClientOnly ? " (client only)" : "")}");
            }

            console.Profile.Out.Writer.WriteLine($"{issued.Count} certificates.");
        });
}
