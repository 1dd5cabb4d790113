using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Begins rounds of asking many doors at once, in the flow that is running.</summary>
public sealed class DoorRounds(IServiceScopeFactory scopes, FlowContext flow, TimeProvider time)
{
    /// <summary>How long a round lasts: well within the ten seconds that the gateway gives a person's call.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>A round whose time runs from now.</summary>
    public DoorRound Begin(CancellationToken cancellation) => new(scopes, flow.Id, new CancellationTokenSource(Patience, time), cancellation);
}

/// <summary>
/// One round: several holders asked beside each other under one deadline. Each asking has a scope, a database connection and a
/// transaction of its own, so it is kept as evidence whatever becomes of the others. Whoever has not answered at the deadline is
/// unreachable, and nothing that others gave is lost by it.
/// </summary>
public sealed class DoorRound : IDisposable
{
    private readonly IServiceScopeFactory _scopes;
    private readonly Guid _flowId;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationToken _cancellation;

    internal DoorRound(IServiceScopeFactory scopes, Guid flowId, CancellationTokenSource deadline, CancellationToken cancellation) =>
        (_scopes, _flowId, _deadline, _cancellation) = (scopes, flowId, deadline, cancellation);

    /// <summary>Asks one holder; may be called again before it has returned.</summary>
    /// <exception cref="InvalidOperationException">The request itself was faulty.</exception>
    public async Task<DoorAnswer> AskAsync(Participation holder, DiscloseRequest request)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<FlowContext>().Continue(_flowId);
        return await scope.ServiceProvider.GetRequiredService<Door>().AskAsync(holder, request, _deadline.Token, _cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => _deadline.Dispose();
}
