using Grpc.Core;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Hosting.Health;

/// <summary>How the service is doing, for operators. The look is journaled while the database can be written, which is itself what is asked.</summary>
internal sealed class PromiseGrpcService(PromiseChecks promises, HealthCheckService health, Transactions transactions, FlowJournal journal)
    : PromiseService.PromiseServiceBase
{
    public override async Task<ListPromisesResponse> ListPromises(ListPromisesRequest request, ServerCallContext context)
    {
        var report = await health.CheckHealthAsync(context.CancellationToken);
        var kept = await promises.CheckAsync(context.CancellationToken);
        var isReady = report.Status == HealthStatus.Healthy;
        if (isReady)
        {
            await transactions.RunAsync(
                _ =>
                {
                    journal.Record("ListPromises by operator", Road.Own, null);
                    return Task.CompletedTask;
                },
                context.CancellationToken);
        }

        return new ListPromisesResponse
        {
            Ready = isReady,
            Promises = { kept.Select(promise => new ServicePromise { Name = promise.Name, Kept = promise.Kept, Detail = promise.Detail }) },
        };
    }
}
