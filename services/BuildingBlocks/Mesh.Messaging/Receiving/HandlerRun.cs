using System.Collections.Concurrent;
using Google.Protobuf;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Messaging;

/// <summary>Has one handler do its act about one notice, once, in a scope of its own.</summary>
internal sealed partial class HandlerRun(IServiceScopeFactory scopes, TimeProvider time, ILogger<HandlerRun> logger)
{
    // No handler's name: those are names of types.
    private const string Parked = "";

    // A compiled question belongs to one model.
    private static readonly ConcurrentDictionary<IModel, Func<DbContext, Guid, string, IAsyncEnumerable<string>>> Known = new();

    /// <summary>Whether the handler is done with the notice, now or earlier, and else why not.</summary>
    /// <exception cref="TransientNoticeException">It may work later.</exception>
    public async Task<NoticeOutcome> RunAsync(
        NoticeSubscription subscription, NoticeEnvelope envelope, IMessage notice, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        provider.GetRequiredService<FlowContext>().Continue(envelope.FlowId);
        var handler = subscription.Bind(provider);
        try
        {
            // Asked before preparing, so that a notice handled already causes no disclosure.
            var (done, isParked) = await KnownAsync(provider, envelope, cancellation);
            if (!done.Contains(handler.Name))
            {
                var context = new NoticeContext(envelope.Id, envelope.Source, envelope.FlowId, envelope.Time);
                var act = await handler.PrepareAsync(notice, context, cancellation);
                var isFirst = done.Count == 0;
                await provider.GetRequiredService<Transactions>().RunAsync(
                    token => ActOnceAsync(provider, envelope, notice, handler.Name, isFirst, act, token), cancellation);
                NoticeMetrics.WasHandled(provider.GetRequiredService<Self>().Participation, envelope.Type, time.GetUtcNow() - envelope.RecordedAt);
            }

            return new(null, isParked);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (TransientFaults.CodeOf(fault) is { } code)
        {
            throw fault as TransientNoticeException ?? new TransientNoticeException(code, fault);
        }
        catch (Exception fault)
        {
            // A delivery at the same time may have been first, whose row in the inbox this one met, or the effects of whose act; then the
            // notice is handled.
            if (await HandledElsewhereAsync(envelope, handler.Name, cancellation) is { } handled)
            {
                return handled;
            }

            HandlerFailed(handler.Name, envelope.Id, fault.GetType().FullName, fault.StackTrace);
            return new(new NoticeFault(ParkReasons.HandlerFailed, fault.GetType().Name), MayBeParked: true);
        }
    }

    private Task ActOnceAsync(
        IServiceProvider provider,
        NoticeEnvelope envelope,
        IMessage notice,
        string handler,
        bool isFirst,
        NoticeAct act,
        CancellationToken cancellation)
    {
        var database = provider.GetRequiredService<DbContext>();
        database.Add(new InboxRow
        {
            Source = envelope.Source.ToString(), NoticeId = envelope.Id, Handler = handler, HandledAt = time.GetUtcNow(),
        });
        if (isFirst)
        {
            provider.GetRequiredService<FlowJournal>().Record(
                $"{NoticeTypes.ShortName(envelope.Type)} received", Road.Notice, envelope.Source, caseId: NoticeContent.CaseIdOf(notice));
        }

        // Written with what the act adds, in one round trip: of two deliveries at once the second one meets the key, and its act is undone.
        return act(cancellation);
    }

    private async Task<NoticeOutcome?> HandledElsewhereAsync(NoticeEnvelope envelope, string handler, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (done, isParked) = await KnownAsync(scope.ServiceProvider, envelope, cancellation);
        return done.Contains(handler) ? new(null, isParked) : null;
    }

    // Which handlers are done with it, and whether it is parked, in one question: most notices are new. Looked up before the transaction,
    // where it would make any two notices at once look like a conflict to PostgreSQL. Handlers of a notice run one after another, and of
    // two deliveries at once the inbox's key stops one: what is seen here still holds inside.
    private static async Task<(List<string> Done, bool IsParked)> KnownAsync(
        IServiceProvider provider, NoticeEnvelope envelope, CancellationToken cancellation)
    {
        var database = provider.GetRequiredService<DbContext>();
        var known = new List<string>();
        await foreach (var one in Known.GetOrAdd(database.Model, static _ => KnownQuery())(database, envelope.Id, envelope.Source.ToString()).WithCancellation(cancellation))
        {
            known.Add(one);
        }

        return (known, known.Remove(Parked));
    }

    // Asked about each notice: built anew each time, it was a tenth of what a host's process spent (tests/Benchmarks/README.md).
    private static Func<DbContext, Guid, string, IAsyncEnumerable<string>> KnownQuery() => EF.CompileAsyncQuery(
        (DbContext database, Guid noticeId, string source) => database.Set<InboxRow>()
            .Where(row => row.NoticeId == noticeId && row.Source == source)
            .Select(row => row.Handler)
            .Concat(database.Set<ParkedRow>()
                .Where(row => row.NoticeId == noticeId && row.AuthenticatedSource == source)
                .Select(_ => Parked)));

    // Type and stack, never the message: an exception may quote what it failed on.
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Handler} failed on notice {NoticeId}: {Fault}\n{Stack}")]
    private partial void HandlerFailed(string handler, Guid noticeId, string? fault, string? stack);
}
