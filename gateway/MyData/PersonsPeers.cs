using Grpc.Core;
using Mesh.Gateway.Flows;
using Mesh.Gateway.Routing;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Peers;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.MyData.V1;

namespace Mesh.Gateway.MyData;

/// <summary>What one participation answered; exactly one of answer and failure is set.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="Participation">Which.</param>
/// <param name="Answer">What it answered; null when it was not reached.</param>
/// <param name="Failure">Why it was not reached, as a gRPC status name; null when it was.</param>
internal sealed record Part<T>(Participation Participation, T? Answer, string? Failure)
    where T : class
{
    /// <summary>As an answer to the client says it.</summary>
    public ParticipantAnswer ToWire(Func<T, string>? nextPageToken = null) => new()
    {
        Participant = Participation.ToString(),
        Reached = Answer is not null,
        Reason = Failure ?? "",
        NextPageToken = Answer is not null && nextPageToken is not null ? nextPageToken(Answer) : "",
    };
}

/// <summary>
/// Calls participations for the calling client, each with a token for it alone. Nobody is waited for longer than the caller can wait:
/// one that is slow counts as not reached, and the others' answers arrive. Each participation called counts as a call of the person: an
/// answer across all of them is worth as many.
/// </summary>
public sealed class PersonsPeers(Peers peers, ExchangedTokens tokens, CallerLimits limits, CallScope scope, TimeProvider time)
{
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // Of what the caller waits, this much is for the participations; the rest is for putting their answers together.
    private const double ShareForPeers = 0.75;

    /// <summary>Asks each participation, all at once. The limit, too, is met in the task: what is asked beside it is waited for.</summary>
    internal async Task<Part<T>[]> AskAsync<TClient, T>(
        IEnumerable<Participation> participations,
        ServerCallContext context,
        Func<TClient, CallOptions, AsyncUnaryCall<T>> call,
        int largestAnswer = PeerChannels.LargestAnswer)
        where TClient : ClientBase<TClient>
        where T : class
    {
        var asked = participations.ToList();
        asked.ForEach(_ => Count());
        return await Task.WhenAll(asked.Select(participation => AskAsync(participation, context, call, largestAnswer)));
    }

    /// <summary>Acts at one participation; what it refuses is refused here alike.</summary>
    /// <exception cref="RpcException">The participation's refusal, or UNAVAILABLE PARTICIPANT_UNREACHABLE.</exception>
    internal async Task<T> ActAsync<TClient, T>(
        Participation participation, ServerCallContext context, Func<TClient, CallOptions, AsyncUnaryCall<T>> call)
        where TClient : ClientBase<TClient>
        where T : class
    {
        Count();
        try
        {
            return await CallAsync(participation, context, call);
        }
        catch (RpcException refusal)
        {
            throw PeerRefusals.Of(refusal);
        }
    }

    /// <summary>Asks one participation that the caller named: a fault in what the caller asks of it, such as its page token, is the caller's to mend.</summary>
    /// <exception cref="RpcException">The participation's INVALID_ARGUMENT.</exception>
    internal async Task<Part<T>> AskNamedAsync<TClient, T>(
        Participation participation, ServerCallContext context, Func<TClient, CallOptions, AsyncUnaryCall<T>> call)
        where TClient : ClientBase<TClient>
        where T : class
    {
        Count();
        try
        {
            return new Part<T>(participation, await CallAsync(participation, context, call), null);
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.InvalidArgument)
        {
            throw PeerRefusals.Of(failure);
        }
        catch (RpcException failure)
        {
            return NotReached<T>(participation, failure);
        }
    }

    private async Task<Part<T>> AskAsync<TClient, T>(
        Participation participation, ServerCallContext context, Func<TClient, CallOptions, AsyncUnaryCall<T>> call, int largestAnswer)
        where TClient : ClientBase<TClient>
        where T : class
    {
        try
        {
            return new Part<T>(participation, await CallAsync(participation, context, call, largestAnswer), null);
        }
        catch (RpcException failure)
        {
            return NotReached<T>(participation, failure);
        }
    }

    private static Part<T> NotReached<T>(Participation participation, RpcException failure)
        where T : class => new(participation, null, WireNames.UpperSnake(failure.StatusCode.ToString()));

    private async Task<T> CallAsync<TClient, T>(
        Participation participation,
        ServerCallContext context,
        Func<TClient, CallOptions, AsyncUnaryCall<T>> call,
        int largestAnswer = PeerChannels.LargestAnswer)
        where TClient : ClientBase<TClient>
        where T : class
    {
        var patience = PatienceOf(context);
        using var slow = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, context.CancellationToken);
        try
        {
            var token = await tokens.ForAsync(participation, scope.Token!, either.Token) ?? throw Refusals.Unauthenticated.Raise();
            var options = new CallOptions(
                new Metadata { { "authorization", Bearer + token } }, time.GetUtcNow().UtcDateTime + patience, either.Token);
            return await call(peers.Client<TClient>(participation, largestAnswer), options);
        }
        catch (Exception fault) when (slow.IsCancellationRequested && fault is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "The participation did not answer in time."));
        }
    }

    private TimeSpan PatienceOf(ServerCallContext context)
    {
        var deadline = CallDeadline.Of(context);
        if (deadline == DateTime.MaxValue)
        {
            return Patience;
        }

        var left = (deadline - time.GetUtcNow().UtcDateTime) * ShareForPeers;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < Patience ? left : Patience;
    }

    private void Count() => limits.CountPerson(scope.Caller.PersonId!);
}
