using System.Security.Cryptography;
using Google.Protobuf;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// SHA-256 of a request's canonical bytes with the identity code left out. With it, whoever reads a ledger could find the person by
/// trying all codes, since everything else of the request stands in the same row; the subject is in the row by its random id.
/// Requester and holder get the same digest from the same request.
/// </summary>
public static class RequestDigest
{
    /// <summary>The digest, 32 bytes.</summary>
    public static byte[] Of(DiscloseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var nameless = request.Clone();
        if (nameless.Subject?.SubjectCase == Subject.SubjectOneofCase.PersonalIdentityCode)
        {
            nameless.Subject.PersonalIdentityCode = "";
        }

        return SHA256.HashData(nameless.ToByteArray());
    }
}
