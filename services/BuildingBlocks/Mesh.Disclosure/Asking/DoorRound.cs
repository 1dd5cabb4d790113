using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Peers;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Begins rounds of asking many doors at once, in the flow that is running.</summary>
public sealed class DoorRounds(IServiceScopeFactory scopes, FlowContext flow, TimeProvider time, ILogger<DoorRounds> log)
{
    /// <summary>How long a round lasts: well within the ten seconds that the gateway gives a person's call.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>A round whose time runs from now.</summary>
    public DoorRound Begin(CancellationToken cancellation) => new(scopes, flow.Id, new CancellationTokenSource(Patience, time), log, cancellation);
}

/// <summary>
/// One round: several holders asked beside each other under one deadline. Each asking has a scope, a database connection and a
/// transaction of its own, so it is kept as evidence whatever becomes of the others. Whoever has not answered at the deadline is
/// unreachable, and so is who answered as no door does: nothing that others gave is lost by it. A fault of one's own fails the round.
/// </summary>
public sealed partial class DoorRound : IDisposable
{
    private readonly IServiceScopeFactory _scopes;
    private readonly Guid _flowId;
    private readonly CancellationTokenSource _deadline;
    private readonly ILogger _log;
    private readonly CancellationToken _cancellation;

    internal DoorRound(IServiceScopeFactory scopes, Guid flowId, CancellationTokenSource deadline, ILogger log, CancellationToken cancellation) =>
        (_scopes, _flowId, _deadline, _log, _cancellation) = (scopes, flowId, deadline, log, cancellation);

    /// <summary>Asks one holder; may be called again before it has returned.</summary>
    public async Task<DoorAnswer> AskAsync(Participation holder, DiscloseRequest request)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<FlowContext>().Continue(_flowId);
        try
        {
            return await scope.ServiceProvider.GetRequiredService<Door>().AskAsync(holder, request, _deadline.Token, _cancellation);
        }
        catch (UnexpectedAnswerException answer)
        {
            Unexpected(_log, holder, answer.Status, answer.Reason);
            return new DoorAnswer.Unreachable();
        }
        catch (UnknownParticipantException)
        {
            // The owner of an old case, say, that has left the directory since.
            Unknown(_log, holder);
            return new DoorAnswer.Unreachable();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _deadline.Dispose();

    // A warning: of one holder it is that holder's, of all of them it is this participation's own request.
    [LoggerMessage(1, LogLevel.Warning, "{Holder} answered as no door does, and counts as unreachable: {Status} {Reason}")]
    private static partial void Unexpected(ILogger log, Participation holder, StatusCode status, string? reason);

    [LoggerMessage(2, LogLevel.Warning, "{Holder} is not in the directory, and counts as unreachable")]
    private static partial void Unknown(ILogger log, Participation holder);
}
