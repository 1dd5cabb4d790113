namespace Mesh.Hosting.Signing;

/// <summary>Signs statements of this participation: consent receipts, requests, receipts of disclosures, proofs of an open case.</summary>
public interface IParticipationSigner
{
    /// <summary>Id of the key, as it stands in the directory.</summary>
    string Kid { get; }

    /// <summary>ES256 over the data: ECDSA on P-256 with SHA-256, 64 bytes (IEEE P1363), as JWS has it (RFC 7518, 3.4).</summary>
    byte[] Sign(ReadOnlySpan<byte> data);
}
