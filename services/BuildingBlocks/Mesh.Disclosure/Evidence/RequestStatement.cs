using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// The requester's signature of a request: a JWS whose claims are <c>iss</c> and <c>aud</c> (URNs of requester and holder), <c>iat</c>,
/// <c>jti</c> (a UUID of this one sending), and <c>request</c>: the request's own bytes, serialised once, without this statement. The
/// holder stores these bytes, not ones of its own making.
/// </summary>
/// <param name="Id">The sending; a second one under the same id is refused.</param>
/// <param name="Text">The JWS.</param>
/// <param name="SignedAt">When it says that it was signed.</param>
public sealed record RequestStatement(Guid Id, string Text, DateTimeOffset SignedAt)
{
    /// <summary>Header <c>typ</c>.</summary>
    public const string Type = "mesh-request+jws";

    /// <summary>How far from the holder's machine time a statement may be signed, and for how long its id is remembered at least.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>SHA-256 of the JWS. The signature in it is as good as random, so that nobody finds the person by trying codes.</summary>
    public byte[] Sha256 => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    /// <summary>The request with its statement, ready to be sent once.</summary>
    public static DiscloseRequest Sign(
        DiscloseRequest request, Participation requester, Participation holder, IParticipationSigner signer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        var signed = request.Clone();
        signed.Statement = "";
        var bytes = signed.ToByteArray();
        signed.Statement = Statements.Sign(signer, Type, claims =>
        {
            claims.WriteString("iss", requester.Urn);
            claims.WriteString("aud", holder.Urn);
            claims.WriteNumber("iat", now.ToUnixTimeSeconds());
            claims.WriteString("jti", Guid.CreateVersion7(now));
            claims.WriteString("request", Base64Url.EncodeToString(bytes));
        });
        return signed;
    }

    /// <summary>Nothing of the request, which names a person.</summary>
    public override string ToString() => $"Statement {Id}";
}
