using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Calls a holder's ledger as another participation does; every call has its own scope.</summary>
public sealed class HeldLedger(TestHolder holder, Participation caller) : LedgerService.LedgerServiceClient
{
    public override AsyncUnaryCall<GetCheckpointResponse> GetCheckpointAsync(
        GetCheckpointRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        Call((service, call) => service.GetCheckpoint(request, call));

    public override AsyncUnaryCall<GetInclusionProofResponse> GetInclusionProofAsync(
        GetInclusionProofRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        Call((service, call) => service.GetInclusionProof(request, call));

    public override AsyncUnaryCall<GetConsistencyProofResponse> GetConsistencyProofAsync(
        GetConsistencyProofRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        Call((service, call) => service.GetConsistencyProof(request, call));

    public override AsyncUnaryCall<GetReceiptProofResponse> GetReceiptProofAsync(
        GetReceiptProofRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        Call((service, call) => service.GetReceiptProof(request, call));

    public override AsyncUnaryCall<AddCosignatureResponse> AddCosignatureAsync(
        AddCosignatureRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        Call((service, call) => service.AddCosignature(request, call));

    public AsyncUnaryCall<GetCheckpointResponse> Checkpoint(GetCheckpointRequest request) => GetCheckpointAsync(request);

    public AsyncUnaryCall<GetInclusionProofResponse> Inclusion(GetInclusionProofRequest request) => GetInclusionProofAsync(request);

    public AsyncUnaryCall<GetConsistencyProofResponse> Consistency(GetConsistencyProofRequest request) => GetConsistencyProofAsync(request);

    public AsyncUnaryCall<GetReceiptProofResponse> OfReceipt(GetReceiptProofRequest request) => GetReceiptProofAsync(request);

    public AsyncUnaryCall<AddCosignatureResponse> Cosign(AddCosignatureRequest request) => AddCosignatureAsync(request);

    private AsyncUnaryCall<T> Call<T>(Func<LedgerService.LedgerServiceBase, ServerCallContext, Task<T>> method) => new(
        holder.InAsync(services =>
        {
            services.Get<CallScope>().Enter(new Caller(CallerKind.Participant, caller));
            return method(ActivatorUtilities.CreateInstance<LedgerGrpcService>(services), new TestCall("/LedgerService"));
        }),
        Task.FromResult(new Metadata()),
        () => Status.DefaultSuccess,
        () => [],
        () => { });
}
