using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>Shows the ledger's checkpoints and proofs to the other participations, and takes their cosignatures.</summary>
internal sealed class LedgerGrpcService(
    LedgerCheckpoints checkpoints, LedgerCosignatures cosignatures, LedgerTree tree, DbContext database, CallScope call)
    : LedgerService.LedgerServiceBase
{
    public override async Task<GetCheckpointResponse> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context)
    {
        var note = request.HasTreeSize
            ? await checkpoints.FindAsync(request.TreeSize, context.CancellationToken)
            : await checkpoints.LatestAsync(context.CancellationToken);
        return new GetCheckpointResponse { Note = (note ?? throw LedgerRefusals.TreeSizeUnknown.Raise()).ToString() };
    }

    public override async Task<GetInclusionProofResponse> GetInclusionProof(GetInclusionProofRequest request, ServerCallContext context)
    {
        await RequireSizeAsync(request.TreeSize, context.CancellationToken);
        var hash = request.LeafHash.ToByteArray();
        var index = await database.Set<LedgerLeafRow>().AsNoTracking().Where(row => row.LeafHash == hash).Select(row => (long?)row.LeafIndex)
            .FirstOrDefaultAsync(context.CancellationToken);
        if (index is not { } found || found >= request.TreeSize)
        {
            throw LedgerRefusals.LeafUnknown.Raise();
        }

        var proof = await tree.AskAsync(hashes => MerkleTree.InclusionProof(found, request.TreeSize, hashes), context.CancellationToken);
        return new GetInclusionProofResponse { LeafIndex = found, Hashes = { proof.Select(ByteString.CopyFrom) } };
    }

    public override async Task<GetConsistencyProofResponse> GetConsistencyProof(GetConsistencyProofRequest request, ServerCallContext context)
    {
        await RequireSizeAsync(request.SecondTreeSize, context.CancellationToken);
        var proof = await tree.AskAsync(
            hashes => MerkleTree.ConsistencyProof(request.FirstTreeSize, request.SecondTreeSize, hashes), context.CancellationToken);
        return new GetConsistencyProofResponse { Hashes = { proof.Select(ByteString.CopyFrom) } };
    }

    public override async Task<GetReceiptProofResponse> GetReceiptProof(GetReceiptProofRequest request, ServerCallContext context)
    {
        await RequireSizeAsync(request.TreeSize, context.CancellationToken);
        var (id, caller) = (Guid.Parse(request.EntryId), call.Caller.Participation?.ToString());
        var leaf = await database.Set<LedgerLeafRow>().AsNoTracking().FirstOrDefaultAsync(row => row.EntryId == id, context.CancellationToken);

        // From the leaf, which outlives the entry.
        if (leaf is null || leaf.LeafIndex >= request.TreeSize
            || LedgerLeaf.TryRead(leaf.Leaf) is not { } said || said.Requester != caller || said.Outcome != WireNames.Of(LedgerOutcome.Permit))
        {
            throw LedgerRefusals.LeafUnknown.Raise();
        }

        var proof = await tree.AskAsync(hashes => MerkleTree.InclusionProof(leaf.LeafIndex, request.TreeSize, hashes), context.CancellationToken);
        return new GetReceiptProofResponse
        {
            LeafSha256 = ByteString.CopyFrom(SHA256.HashData(leaf.Leaf)),
            LeafIndex = leaf.LeafIndex,
            Hashes = { proof.Select(ByteString.CopyFrom) },
        };
    }

    public override async Task<AddCosignatureResponse> AddCosignature(AddCosignatureRequest request, ServerCallContext context)
    {
        if (call.Caller is not { Kind: CallerKind.Participant, Participation: { } witness })
        {
            throw Refusals.AccessDenied.Raise();
        }

        return await cosignatures.AddAsync(witness, request.TreeSize, request.Cosignature, context.CancellationToken) is { } refusal
            ? throw refusal.Raise()
            : new AddCosignatureResponse();
    }

    // What is larger than the newest checkpoint has been signed to nobody; a tree of a size between two checkpoints can be proved all the same.
    private async Task RequireSizeAsync(long size, CancellationToken cancellation)
    {
        var newest = await database.Set<LedgerCheckpointRow>().MaxAsync(row => (long?)row.TreeSize, cancellation);
        if (newest is null || size > newest)
        {
            throw LedgerRefusals.TreeSizeUnknown.Raise();
        }
    }
}
