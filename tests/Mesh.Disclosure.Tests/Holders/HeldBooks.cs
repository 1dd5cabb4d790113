using System.Collections.Concurrent;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The books that a test lets a holder reach; all others are away.</summary>
public sealed class ReachedBooks : IEvidenceClients
{
    public ConcurrentDictionary<Participation, EvidenceService.EvidenceServiceClient> All { get; } = new();

    public EvidenceService.EvidenceServiceClient EvidenceOf(Participation participation) => All.GetValueOrDefault(participation)
        ?? new ShownBooks(_ => Task.FromException<ListExchangesResponse>(new RpcException(new Status(StatusCode.Unavailable, ""))));
}

/// <summary>Books that show what the test says.</summary>
public class ShownBooks(Func<ListExchangesRequest, Task<ListExchangesResponse>> show) : EvidenceService.EvidenceServiceClient
{
    public override AsyncUnaryCall<ListExchangesResponse> ListExchangesAsync(
        ListExchangesRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        new(show(request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
}

/// <summary>A real holder's books, as another participation calls them; every call has its own scope.</summary>
public sealed class HeldBooks(TestHolder holder, Participation caller) : ShownBooks(request => holder.InAsync(services =>
{
    services.Get<CallScope>().Enter(new Caller(CallerKind.Participant, caller));
    return ActivatorUtilities.CreateInstance<EvidenceGrpcService>(services).ListExchanges(request, new TestCall("/EvidenceService/ListExchanges"));
}));
