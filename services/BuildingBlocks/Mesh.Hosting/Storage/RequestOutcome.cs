namespace Mesh.Hosting.Storage;

/// <summary>The first outcome of a write. Holds ids and states only, which <see cref="Writes"/> sees to: it is not encrypted.</summary>
public sealed class RequestOutcome
{
    /// <summary>Who called, as a URN or a person's pairwise id.</summary>
    public required string Caller { get; init; }

    /// <summary>Full gRPC path of the method.</summary>
    public required string Method { get; init; }

    /// <summary>The caller's id of the request.</summary>
    public required string RequestId { get; init; }

    /// <summary>SHA-256 of the request's bytes, keyed.</summary>
    public required byte[] RequestDigest { get; init; }

    /// <summary>The serialised response, before it was completed.</summary>
    public required byte[] Response { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
