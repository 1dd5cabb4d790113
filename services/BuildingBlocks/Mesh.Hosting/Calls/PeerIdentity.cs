using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Mesh.Hosting.Certificates;
using Mesh.Identity;

namespace Mesh.Hosting.Calls;

/// <summary>Says who is behind a client certificate, by the directory as it is now.</summary>
public sealed class PeerIdentity(TrustAnchors anchors, DirectoryFile directory, TimeProvider time)
{
    // A chain is built once a minute and certificate, not once a call; a changed directory is looked at anew at once.
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);
    private static readonly IReadOnlySet<string> NoneDenied = FrozenSet<string>.Empty;
    private readonly ConcurrentDictionary<string, Seen> _seen = new();

    /// <summary>Whether a certificate may open a connection at all: whose it is, is asked at each call.</summary>
    public bool MayConnect(X509Certificate2 certificate) =>
        CertificateCheck.Inspect(certificate, anchors.Roots, PeerUse.Client, NoneDenied, time.GetUtcNow()).Refusal == CertificateRefusal.None;

    /// <summary>The name a certificate stands for, or null when it is not accepted.</summary>
    public CertificateName? NameOf(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return null;
        }

        var thumbprint = CertificateCheck.Thumbprint(certificate);
        var now = time.GetUtcNow();
        var current = directory.Current;
        if (_seen.TryGetValue(thumbprint, out var seen) && seen.Version == current.Version && now - seen.At < Freshness)
        {
            return seen.Name;
        }

        var name = Judge(certificate, current, now);
        _seen[thumbprint] = new Seen(name, current.Version, now);
        return name;
    }

    private CertificateName? Judge(X509Certificate2 certificate, ParticipantDirectory current, DateTimeOffset now)
    {
        var verdict = CertificateCheck.Inspect(certificate, anchors.Roots, PeerUse.Client, NoneDenied, now);
        if (verdict.Refusal != CertificateRefusal.None)
        {
            return null;
        }

        var name = CertificateNames.Classify(verdict.Uri);
        if (name.Participation is not { } participation)
        {
            // Gateway and identity provider stand in no entry: whoever denies their certificate, denies it everywhere.
            var denied = current.Entries.SelectMany(known => known.DeniedCertificates).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return CertificateCheck.Inspect(certificate, anchors.Roots, PeerUse.Client, denied, now).Refusal == CertificateRefusal.None ? name : null;
        }

        // A participation and its own systems count only by its directory entry: issuer and denied certificates.
        var entry = current.Find(participation);
        return entry is not null
            && string.Equals(entry.IssuingAuthority, verdict.IssuerThumbprint, StringComparison.OrdinalIgnoreCase)
            && CertificateCheck.Inspect(certificate, anchors.Roots, PeerUse.Client, entry.DeniedCertificates, now).Refusal == CertificateRefusal.None
                ? name
                : null;
    }

    private sealed record Seen(CertificateName? Name, long Version, DateTimeOffset At);
}
