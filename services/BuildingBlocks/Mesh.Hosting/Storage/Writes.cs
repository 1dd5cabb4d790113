using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Runs a write once: the same <c>request_id</c> and body from the same caller give the first outcome, another body is refused
/// with ALREADY_EXISTS REQUEST_ID_REUSED. The outcome is recorded in the write's own transaction, unencrypted, so it holds ids and
/// states only. A response that shows more is completed from the encrypted rows, each time anew and after what is stored.
/// </summary>
public sealed class Writes(DbContext database, Transactions transactions, CallScope scope, BlindIndex digests, TimeProvider time)
{
    /// <summary>Runs the act in a transaction unless this request has been carried out already.</summary>
    public Task<TResponse> OnceAsync<TRequest, TResponse>(
        TRequest request, ServerCallContext context, Func<CancellationToken, Task<TResponse>> act)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        OnceAsync(RequestIdOf(request), request.ToByteArray(), context, act);

    /// <summary>As the other form, for a response that shows what people wrote.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">The call.</param>
    /// <param name="act">Acts and gives the outcome: ids and states.</param>
    /// <param name="complete">Gives the response to that outcome, whether it has come about now or earlier.</param>
    public async Task<TResponse> OnceAsync<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        Func<CancellationToken, Task<TResponse>> act,
        Func<TResponse, CancellationToken, Task<TResponse>> complete)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(complete);
        return await complete(await OnceAsync(request, context, act), context.CancellationToken);
    }

    /// <summary>As the other form, for a stream: the caller says what identifies the request and what its bytes are.</summary>
    public async Task<TResponse> OnceAsync<TResponse>(
        string requestId, byte[] body, ServerCallContext context, Func<CancellationToken, Task<TResponse>> act)
        where TResponse : class, IMessage<TResponse>, new()
    {
        if (await EarlierAsync<TResponse>(requestId, body, context) is { } earlier)
        {
            return earlier;
        }

        try
        {
            return await transactions.RunAsync(token => RecordAsync(requestId, body, context, act, token), context.CancellationToken);
        }
        catch (Exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The same request may have been carried out beside this one, here or in another replica: then this one was refused because
            // of its own first outcome, by the key or by the domain, and that outcome is the answer to both.
            if (await EarlierAsync<TResponse>(requestId, body, context) is { } outcome)
            {
                return outcome;
            }

            throw;
        }
    }

    private async Task<TResponse> RecordAsync<TResponse>(
        string requestId, byte[] body, ServerCallContext context, Func<CancellationToken, Task<TResponse>> act, CancellationToken cancellation)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var response = await act(cancellation);
        IdsAndStates.Require(response);
        database.Add(new RequestOutcome
        {
            Caller = scope.Caller.Key,
            Method = context.Method,
            RequestId = requestId,

            // Keyed, because a bare digest of a request that names a person could be guessed from the outside of the database.
            RequestDigest = digests.Of(Convert.ToBase64String(SHA256.HashData(body)), "request"),
            Response = response.ToByteArray(),
            RecordedAt = time.GetUtcNow(),
        });
        return response;
    }

    // Outside the transaction: read inside, it would make every two writes of a caller at once look like a conflict to PostgreSQL.
    private async Task<TResponse?> EarlierAsync<TResponse>(string requestId, byte[] body, ServerCallContext context)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var caller = scope.Caller.Key;
        var earlier = await database.Set<RequestOutcome>().AsNoTracking().SingleOrDefaultAsync(
            outcome => outcome.Caller == caller && outcome.Method == context.Method && outcome.RequestId == requestId,
            context.CancellationToken);
        if (earlier is null)
        {
            return null;
        }

        return SameBody(earlier, body)
            ? new MessageParser<TResponse>(() => new TResponse()).ParseFrom(earlier.Response)
            : throw Refusals.RequestIdReused.Raise();
    }

    private bool SameBody(RequestOutcome earlier, byte[] body) =>
        digests.Candidates(Convert.ToBase64String(SHA256.HashData(body)), "request")
            .Any(candidate => CryptographicOperations.FixedTimeEquals(candidate, earlier.RequestDigest));

    private static string RequestIdOf(IMessage request) =>
        (string?)request.Descriptor.FindFieldByName("request_id")?.Accessor.GetValue(request)
        ?? throw new InvalidOperationException($"{request.Descriptor.FullName} has no request_id.");
}
