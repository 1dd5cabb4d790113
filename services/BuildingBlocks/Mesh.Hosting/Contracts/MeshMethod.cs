using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Contracts;

/// <summary>A method of the contracts with who may call it.</summary>
/// <param name="Path">As on the wire: /tyollisyys.mesh.consents.v1.ConsentService/WithdrawConsent.</param>
/// <param name="Descriptor">The method.</param>
/// <param name="Access">Who may call it; ACCESS_UNSPECIFIED means nobody.</param>
public sealed record MeshMethod(string Path, MethodDescriptor Descriptor, Access Access)
{
    /// <summary>Whether the contract says that a repeat does no harm (idempotency_level). A stream is not sent twice: its first half may be gone.</summary>
    public bool MayBeRepeated =>
        !Descriptor.IsClientStreaming
        && Descriptor.GetOptions() is { IdempotencyLevel: not MethodOptions.Types.IdempotencyLevel.IdempotencyUnknown };
}
