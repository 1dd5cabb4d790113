using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;

namespace Mesh.Certificates;

/// <summary>
/// The certificate authority of a developer's machine and of tests: an ECDSA P-256 root, leaf certificates with the mesh's SAN URI,
/// and signing keys, as PEM files that only their owner may read. Not for production, where each organisation has its own authority.
/// </summary>
/// <remarks>Leaves live 30 days and are renewed when fewer than 7 days are left; the root lives 5 years and, when renewed, takes its leaves with it.</remarks>
public sealed class DevelopmentAuthority : IDisposable
{
    private const string RootName = "authority";
    private const string MeshStart = "urn:mesh:";
    private static readonly TimeSpan RootLife = TimeSpan.FromDays(5 * 365);
    private static readonly TimeSpan LeafLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan RenewalMargin = TimeSpan.FromDays(7);

    private readonly OwnerOnlyFolder _folder;
    private readonly TimeProvider _time;
    private readonly X509Certificate2 _rootWithKey;
    private readonly Lock _issuing = new();

    private DevelopmentAuthority(OwnerOnlyFolder folder, TimeProvider time, X509Certificate2 rootWithKey)
    {
        _folder = folder;
        _time = time;
        _rootWithKey = rootWithKey;
        Root = X509CertificateLoader.LoadCertificate(rootWithKey.RawData);
        Thumbprint = CertificateCheck.Thumbprint(Root);
    }

    /// <summary>The root without its key, to trust.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>SHA-256 of the root, upper-case hex: the directory's issuing authority.</summary>
    public string Thumbprint { get; }

    /// <summary>PEM file of the root, for other tools (curl --cacert).</summary>
    public string RootFile => _folder.FileOf(RootName + ".crt");

    /// <summary>Reopens the authority kept in a folder, or makes one there.</summary>
    /// <param name="folder">Made when missing; closed to other users.</param>
    /// <param name="time">Machine time; the system's when left out.</param>
    public static DevelopmentAuthority OpenOrCreate(string folder, TimeProvider? time = null)
    {
        var owned = new OwnerOnlyFolder(folder);
        var clock = time ?? TimeProvider.System;
        var now = clock.GetUtcNow();
        var files = new PemPair(owned, RootName);
        if (files.Read() is { } kept)
        {
            if (IsFresh(kept, now))
            {
                return new(owned, clock, kept);
            }

            kept.Dispose();
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = CertificateWriting.Root(key, now, RootLife);
        return new(owned, clock, files.Write(root, key));
    }

    /// <summary>The certificate of a name, with its private key: the kept one while it is good, otherwise a new one.</summary>
    /// <param name="sanUri">A name of <see cref="CertificateNames"/>.</param>
    /// <param name="use">Extended key usage.</param>
    /// <param name="dnsName">A further DNS name, for clients that go by it: those of a database server.</param>
    /// <exception cref="ArgumentException">The URI is no mesh URI.</exception>
    public X509Certificate2 Issue(string sanUri, CertificateUse use, string? dnsName = null)
    {
        var files = new PemPair(_folder, FileNameOf(sanUri, use));
        lock (_issuing)
        {
            var now = _time.GetUtcNow();
            if (files.Read() is { } kept)
            {
                if (IsFresh(kept, now) && IsOurs(kept, sanUri, use, now) && (dnsName is null || kept.MatchesHostname(dnsName)))
                {
                    return kept;
                }

                kept.Dispose();
            }

            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var leaf = CertificateWriting.Leaf(key, _rootWithKey, new Uri(sanUri), use, now, LeafLife, dnsName);
            return files.Write(leaf, key);
        }
    }

    /// <summary>As <see cref="Issue"/>, but a new one in any case: the kept key may have been seen by others.</summary>
    public X509Certificate2 Renew(string sanUri, CertificateUse use)
    {
        var files = new PemPair(_folder, FileNameOf(sanUri, use));
        lock (_issuing)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var leaf = CertificateWriting.Leaf(key, _rootWithKey, new Uri(sanUri), use, _time.GetUtcNow(), LeafLife);
            return files.Write(leaf, key);
        }
    }

    /// <summary>Every leaf kept in the folder, by name; those that can be read and came from this root.</summary>
    public IReadOnlyList<IssuedCertificate> Issued()
    {
        var issued = new List<IssuedCertificate>();
        foreach (var path in Directory.EnumerateFiles(_folder.Path, "*.crt").Order(StringComparer.Ordinal))
        {
            using var leaf = new PemPair(_folder, Path.GetFileNameWithoutExtension(path)).Read();
            if (leaf is null || leaf.Subject == Root.Subject)
            {
                continue;
            }

            // At a moment when it was good: one that has expired is listed, too.
            var then = new DateTimeOffset(leaf.NotBefore.ToUniversalTime(), TimeSpan.Zero).AddMinutes(1);
            if (CertificateCheck.Inspect(leaf, [Root], PeerUse.Client, new HashSet<string>(), then) is { IsAccepted: true, Uri: { } uri })
            {
                var serves = CertificateCheck.Inspect(leaf, [Root], PeerUse.Server, new HashSet<string>(), then).IsAccepted;
                issued.Add(new(uri, serves ? CertificateUse.ServerAndClient : CertificateUse.ClientOnly, path, CertificateCheck.Thumbprint(leaf), leaf.NotAfter.ToUniversalTime()));
            }
        }

        return issued;
    }

    /// <summary>Whether a leaf is to be renewed now.</summary>
    public bool IsDueForRenewal(IssuedCertificate certificate) => certificate.ExpiresAt - _time.GetUtcNow() < RenewalMargin;

    /// <summary>Path of the PEM certificate of a name; beside it lies the key with the ending .key.</summary>
    public string FileOf(string sanUri, CertificateUse use) => _folder.FileOf(FileNameOf(sanUri, use) + ".crt");

    /// <summary>The key that signs the directory file.</summary>
    public DevelopmentSigningKey DirectoryKey() => DevelopmentSigningKey.OpenOrCreate(_folder, "directory");

    /// <inheritdoc/>
    public void Dispose()
    {
        _rootWithKey.Dispose();
        Root.Dispose();
    }

    private bool IsOurs(X509Certificate2 leaf, string sanUri, CertificateUse use, DateTimeOffset now)
    {
        var verdict = CertificateCheck.Inspect(leaf, [Root], PeerUse.Client, new HashSet<string>(), now);
        var serves = CertificateCheck.Inspect(leaf, [Root], PeerUse.Server, new HashSet<string>(), now).IsAccepted;
        return verdict.IsAccepted && verdict.Uri == sanUri && serves == (use == CertificateUse.ServerAndClient);
    }

    private static bool IsFresh(X509Certificate2 certificate, DateTimeOffset now) =>
        now.UtcDateTime >= certificate.NotBefore.ToUniversalTime()
        && certificate.NotAfter.ToUniversalTime() - now.UtcDateTime >= RenewalMargin;

    /// <summary>
    /// Name of the files of a certificate, without ending: org.0246246-0.role.SOCIAL_INSURANCE. Readable, and different names have
    /// different files because a name holds no dot.
    /// </summary>
    /// <exception cref="ArgumentException">The URI is no mesh URI.</exception>
    public static string FileNameOf(string sanUri, CertificateUse use)
    {
        if (!sanUri.StartsWith(MeshStart, StringComparison.Ordinal)
            || sanUri.Length == MeshStart.Length
            || !sanUri.All(character => char.IsAsciiLetterOrDigit(character) || character is ':' or '-' or '_'))
        {
            throw new ArgumentException("A certificate is issued to a URI of urn:mesh: with letters, digits, colon, hyphen and underscore.", nameof(sanUri));
        }

        var name = sanUri[MeshStart.Length..].Replace(':', '.');
        return use == CertificateUse.ClientOnly ? name + ".client-only" : name;
    }
}
