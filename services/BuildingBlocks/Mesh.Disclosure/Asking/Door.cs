using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>Asks other participations' doors, and journals each asking in a transaction of its own.</summary>
public sealed class Door(
    IDoorClients clients, Self self, FlowJournal journal, Transactions transactions, DbContext database, AskingBook book)
{
    /// <summary>Reason when the content's digest is not that of its bytes.</summary>
    public const string ContentDigestMismatch = "CONTENT_DIGEST_MISMATCH";

    /// <summary>Reason when there is no receipt by the holder of exactly this request and answer.</summary>
    public const string ReceiptInvalid = "RECEIPT_INVALID";

    /// <summary>Reason when the bytes, though intact, are no content that this program can read.</summary>
    public const string ContentUnreadable = "CONTENT_UNREADABLE";

    private const string UnreachableOutcome = "UNREACHABLE";

    /// <summary>Asks. Not within a transaction: the holder may call back, and both would wait.</summary>
    /// <param name="holder">Who holds the data.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidOperationException">A transaction is running.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up before there was an answer; that it was asked is kept.</exception>
    /// <exception cref="UnexpectedAnswerException">The holder answered as no door does; that it was asked is kept.</exception>
    public Task<DoorAnswer> AskAsync(Participation holder, DiscloseRequest request, CancellationToken cancellation) =>
        AskAsync(holder, request, CancellationToken.None, cancellation);

    /// <summary>As the other form, with a moment from which the holder counts as unreachable; that it was asked is kept all the same.</summary>
    /// <param name="holder">Who holds the data.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="deadline">When it is cancelled, the holder did not answer in time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidOperationException">A transaction is running.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up before there was an answer; that it was asked is kept.</exception>
    /// <exception cref="UnexpectedAnswerException">The holder answered as no door does; that it was asked is kept.</exception>
    public async Task<DoorAnswer> AskAsync(
        Participation holder, DiscloseRequest request, CancellationToken deadline, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (database.Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException("A door is not asked within a transaction.");
        }

        var sent = book.Sign(request, holder);
        Guid? caseId = Guid.TryParse(request.Subject?.CaseId, out var named) ? named : null;
        var (answer, fault) = await CallAsync(holder, sent, deadline, cancellation);
        var flow = DisclosureRules.FlowOf(holder, self.Participation, request.Purpose, request.Categories);
        var outcome = answer switch
        {
            DoorAnswer.Withheld withheld => withheld.Reason,
            DoorAnswer.Damaged damaged => damaged.Reason,
            DoorAnswer.Unreachable => UnreachableOutcome,
            _ => AttemptResult.Ok,
        };

        // Also when whoever called has given up: it was sent, the holder may have given what was asked, and says so in its own book.
        await transactions.RunAsync(
            _ =>
            {
                book.Keep(holder, sent, outcome, answer);
                journal.Record(flow is null ? "Ask" : $"{flow} Ask", Road.Disclosure, holder, outcome, caseId);
                return Task.CompletedTask;
            },
            CancellationToken.None);
        if (fault is UnexpectedAnswerException unexpected)
        {
            DisclosureMetrics.Unexpected(self.Participation, holder, unexpected.Status);
        }

        return fault is null ? answer : throw fault;
    }

    // An unexpected answer is kept as none, and so is one that was not waited for: nobody says that the request arrived at the door.
    private async Task<(DoorAnswer Answer, Exception? Fault)> CallAsync(
        Participation holder, DiscloseRequest request, CancellationToken deadline, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline, cancellation);
        try
        {
            using var call = clients.DoorOf(holder).DiscloseAsync(request, cancellationToken: either.Token);
            return (Read(holder, request, await call.ResponseAsync.WaitAsync(either.Token)), null);
        }
        catch (RpcException refusal) when (!cancellation.IsCancellationRequested)
        {
            return Read(refusal) is { } answer
                ? (answer, null)
                : (new DoorAnswer.Unreachable(), new UnexpectedAnswerException(refusal.StatusCode, RefusalReader.CodeOf(refusal)));
        }
        catch (Exception given) when (given is RpcException or OperationCanceledException)
        {
            return (new DoorAnswer.Unreachable(), cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation) : null);
        }
    }

    // Null when no door answers so.
    private static DoorAnswer? Read(RpcException refusal)
    {
        var reason = RefusalReader.CodeOf(refusal);
        return refusal.StatusCode switch
        {
            // Only a reason makes it the door's own no. Without one a proxy may have said it, and who is not let in was not decided about.
            StatusCode.PermissionDenied when reason is not null && reason != Refusals.AccessDenied.Reason => new DoorAnswer.Withheld(reason),
            StatusCode.DataLoss => new DoorAnswer.Damaged(reason ?? ContentUnreadable),

            // A holder that fails has not said no; the asker's answer is "unknown", as when it does not answer.
            StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Unknown
                or StatusCode.ResourceExhausted or StatusCode.Cancelled or StatusCode.Aborted => new DoorAnswer.Unreachable(),
            _ => null,
        };
    }

    // The digest first: nothing is parsed from bytes that are not what the holder wrote into its ledger.
    private DoorAnswer Read(Participation holder, DiscloseRequest sent, DiscloseResponse response)
    {
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(response.Content.Span), response.ContentSha256.Span))
        {
            return new DoorAnswer.Damaged(ContentDigestMismatch);
        }

        if (!book.HasReceipt(holder, sent, response))
        {
            return new DoorAnswer.Damaged(ReceiptInvalid);
        }

        try
        {
            return Guid.TryParse(response.DisclosureId, out var id) && response.Basis is not null
                ? new DoorAnswer.Given(
                    id, response.Content, response.ContentSha256, DisclosedContent.Parser.ParseFrom(response.Content), response.Basis, response.Receipt, [.. response.Withheld])
                : new DoorAnswer.Damaged(ContentUnreadable);
        }
        catch (InvalidProtocolBufferException)
        {
            return new DoorAnswer.Damaged(ContentUnreadable);
        }
    }
}
