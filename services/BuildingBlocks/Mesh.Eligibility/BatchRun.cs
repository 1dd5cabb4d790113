using System.Threading.Channels;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tyollisyys.Mesh.Protos.Eligibility.V1;

namespace Mesh.Eligibility;

/// <summary>Compares the whole register, some clients at a time, each in a scope and a transaction of its own.</summary>
public sealed partial class BatchRun(IServiceScopeFactory scopes, MeshClock clock, ILogger<BatchRun> logger)
{
    // Waiting for doors is most of it; more at once would crowd out people's calls there.
    private const int AtOnce = 8;

    private const string ActorName = "BatchEvaluate";

    private const string InternalFailure = "INTERNAL";

    /// <summary>Each client's answer as it is ready; nothing is held but ids, however large the register is.</summary>
    /// <param name="caller">Who asked for it.</param>
    /// <param name="flowId">The flow of the run.</param>
    /// <param name="write">Takes an answer; one at a time.</param>
    /// <param name="cancellation">Gives up; what was written by then stays.</param>
    public async Task RunAsync(Caller caller, Guid flowId, Func<BatchEvaluateResponse, Task> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        var today = clock.Today;
        var ids = await InScopeAsync(caller, flowId, services => services.GetRequiredService<IComparedClients>().IdsAsync(cancellation));
        var answers = Channel.CreateBounded<BatchEvaluateResponse>(AtOnce);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var comparing = CompareAllAsync();
        try
        {
            await foreach (var answer in answers.Reader.ReadAllAsync(cancellation))
            {
                await write(answer);
            }
        }
        finally
        {
            // A caller that has gone away wants no more answers; those at work are waited for.
            await ended.CancelAsync();
            await comparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await comparing;
        await ForgetOthersAsync(caller, flowId, ids, cancellation);

        async Task CompareAllAsync()
        {
            try
            {
                await Parallel.ForEachAsync(
                    ids,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ended.Token },
                    async (id, token) =>
                    {
                        if (await InScopeAsync(caller, flowId, services => CompareAsync(services, id, today, token)) is { } answer)
                        {
                            await answers.Writer.WriteAsync(answer, token);
                        }
                    });
                answers.Writer.Complete();
            }
            catch (Exception fault)
            {
                answers.Writer.Complete(fault);
                throw;
            }
        }
    }

    private async Task<BatchEvaluateResponse?> CompareAsync(IServiceProvider services, Guid clientId, DateOnly today, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<IComparedClients>().FindAsync(clientId, cancellation) is not { } client)
        {
            return null;
        }

        try
        {
            var compared = await services.GetRequiredService<Comparer>().CompareAsync(client, today, Actors.System(ActorName), explainIn: null, cancellation);
            var outlooks = services.GetRequiredService<Outlooks>();
            var newlyMet = await services.GetRequiredService<Transactions>().RunAsync(
                token => outlooks.KeepAsync(compared, isLookedAt: false, token), cancellation);
            return new BatchEvaluateResponse { ClientId = clientId.ToString(), Answer = compared.Answer, NewlyMet = { newlyMet } };
        }
        catch (RpcException refusal) when (RefusalReader.ReasonOf(refusal) == ComparisonRefusals.FactsContradict.Reason)
        {
            return new BatchEvaluateResponse { ClientId = clientId.ToString(), Failure = ComparisonRefusals.FactsContradict.Reason };
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // One client in trouble, such as a damaged row, leaves no other without an answer.
            Failed(clientId, fault.GetType().Name);
            return new BatchEvaluateResponse { ClientId = clientId.ToString(), Failure = InternalFailure };
        }
    }

    // Whoever ended meanwhile, or before, leaves nothing in anybody's queue.
    private async Task ForgetOthersAsync(Caller caller, Guid flowId, IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        await InScopeAsync(caller, flowId, async services =>
        {
            var (clients, outlooks) = (services.GetRequiredService<IComparedClients>(), services.GetRequiredService<Outlooks>());
            var register = ids.ToHashSet();
            List<Guid> gone = [];
            foreach (var known in await outlooks.KnownAsync(cancellation))
            {
                if (!register.Contains(known) || await clients.FindAsync(known, cancellation) is null)
                {
                    gone.Add(known);
                }
            }

            if (gone.Count > 0)
            {
                await services.GetRequiredService<Transactions>().RunAsync(token => outlooks.ForgetAsync(gone, token), cancellation);
            }

            return true;
        });

    private async Task<T> InScopeAsync<T>(Caller caller, Guid flowId, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallScope>().Enter(caller);
        scope.ServiceProvider.GetRequiredService<FlowContext>().Continue(flowId);
        return await act(scope.ServiceProvider);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Comparing the criteria of {ClientId} failed: {Fault}.")]
    private partial void Failed(Guid clientId, string fault);
}
