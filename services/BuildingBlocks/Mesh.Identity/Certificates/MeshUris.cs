using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Identity;

/// <summary>
/// The mesh URIs of a certificate's subject alternative name (RFC 5280 section 4.2.1.6). The base class library reads DNS names and
/// addresses out of it but no URIs, hence this reader.
/// </summary>
internal static class MeshUris
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string Start = "urn:mesh:";
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>Every URI that begins with urn:mesh: in whatever case, so that a variant cannot hide beside the real one; null when unreadable.</summary>
    internal static IReadOnlyList<string>? Read(X509Certificate2 certificate)
    {
        var uris = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.Where(extension => extension.Oid?.Value == SubjectAlternativeName))
            {
                var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER);
                var names = reader.ReadSequence();
                reader.ThrowIfNotEmpty();
                while (names.HasData)
                {
                    if (names.PeekTag().HasSameClassAndValue(Uri))
                    {
                        uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, Uri));
                    }
                    else
                    {
                        names.ReadEncodedValue();
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            return null;
        }

        return uris.FindAll(uri => uri.StartsWith(Start, StringComparison.OrdinalIgnoreCase));
    }
}
