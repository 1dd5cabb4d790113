using System.Collections.Concurrent;
using Grpc.Core;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The ledgers that a test lets a holder reach; all others are away.</summary>
public sealed class ReachedLedgers : ILedgerClients
{
    public ConcurrentDictionary<Participation, LedgerService.LedgerServiceClient> All { get; } = new();

    public LedgerService.LedgerServiceClient LedgerOf(Participation participation) => All.GetValueOrDefault(participation) ?? new Away();

    private sealed class Away : LedgerService.LedgerServiceClient
    {
        public override AsyncUnaryCall<GetCheckpointResponse> GetCheckpointAsync(
            GetCheckpointRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => new(
            Task.FromException<GetCheckpointResponse>(new RpcException(new Status(StatusCode.Unavailable, ""))),
            Task.FromResult(new Metadata()),
            () => Status.DefaultSuccess,
            () => [],
            () => { });
    }
}
