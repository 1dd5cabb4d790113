namespace Mesh.IdentityProvider;

/// <summary>Where a code may be sent (RFC 9700 section 2.1, RFC 8252 section 7): nowhere another program or the network could read it.</summary>
internal static class RedirectAddress
{
    internal static bool IsForBrowser(Uri address) =>
        IsPlain(address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    // A private-use scheme is a domain name turned round, so it holds a full stop: 'mesh:' could be anybody's.
    internal static bool IsForDevice(Uri address) =>
        IsForBrowser(address) || (IsPlain(address) && address.Scheme.Contains('.', StringComparison.Ordinal));

    private static bool IsPlain(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0 && !address.OriginalString.Contains('#', StringComparison.Ordinal);
}
