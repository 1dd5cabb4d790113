using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Peers;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>Compares this participation's books with its counterparts', both ways, and looks up what receipts promised.</summary>
internal sealed class Reconciliation(
    ExchangeBooks own,
    CounterpartBooks others,
    ReceiptPromises promises,
    ReceiptSweep sweep,
    StatementKeys keys,
    DirectoryFile directory,
    Self self,
    TimeProvider time)
{
    /// <summary>
    /// How far the two sides' times of one exchange may be apart: a statement is answered up to five minutes from its signing, and the call
    /// itself takes a while. So much more of the books is fetched, and what is younger is not judged.
    /// </summary>
    internal static readonly TimeSpan Apart = RequestStatement.Window + TimeSpan.FromMinutes(1);

    /// <summary>Compares.</summary>
    /// <exception cref="RpcException">TOO_MANY_EXCHANGES.</exception>
    public async Task<ReconcileResponse> RunAsync(ReconcileRequest request, CancellationToken cancellation)
    {
        var since = request.Since.ToDateTimeOffset();
        var until = Earlier(request.Until.ToDateTimeOffset(), time.GetUtcNow() - Apart);
        var response = new ReconcileResponse { JudgedUntil = until.ToTimestamp() };
        if (until <= since)
        {
            return response;
        }

        var judged = new Period(since, until);
        var fetched = new Period(new DateTimeOffset(Math.Max(since.UtcTicks - Apart.Ticks, 0), TimeSpan.Zero), until + Apart);
        foreach (var counterpart in await CounterpartsAsync(request, judged, cancellation))
        {
            await CompareAsync(counterpart, judged, fetched, response, cancellation);
        }

        return response;
    }

    private async Task<IReadOnlyList<Participation>> CounterpartsAsync(ReconcileRequest request, Period judged, CancellationToken cancellation)
    {
        if (Participation.TryParse(request.Counterpart, out var one))
        {
            return [one];
        }

        // Whoever has left the directory is not forgotten: what passed with it cannot be compared, which shows.
        var named = await own.CounterpartsAsync(judged, cancellation);
        return [.. directory.Current.Entries.Select(entry => entry.Participation).Where(other => other != self.Participation)
            .Union(named).OrderBy(other => other.ToString(), StringComparer.Ordinal)];
    }

    private async Task CompareAsync(Participation counterpart, Period judged, Period fetched, ReconcileResponse response, CancellationToken cancellation)
    {
        var (asked, answered) = (await own.AllAsync(ExchangeBook.Asked, counterpart, fetched, cancellation), await own.AllAsync(ExchangeBook.Answered, counterpart, fetched, cancellation));
        RequireFew(asked, answered);
        List<Exchange> theirAnswered, theirAsked;
        BookComparison byUs;
        PromiseLook look;
        try
        {
            theirAnswered = await others.AllAsync(ExchangeBook.Answered, counterpart, fetched, cancellation);
            theirAsked = await others.AllAsync(ExchangeBook.Asked, counterpart, fetched, cancellation);
            byUs = Comparison(self.Participation, counterpart, counterpart, judged).Compare(asked, theirAnswered);
            look = await promises.LookAsync(counterpart, byUs.Promises, cancellation);
            byUs.AddMissed(await MissedAsync(look, byUs.Promises, cancellation));
        }
        catch (Exception away) when (away is RpcException or UnknownParticipantException && !cancellation.IsCancellationRequested)
        {
            response.Findings.Add(new Finding { Code = FindingCode.Unreachable, Counterpart = counterpart.ToString() });
            return;
        }

        RequireFew(theirAnswered, theirAsked);
        var byThem = Comparison(counterpart, self.Participation, counterpart, judged).Compare(theirAsked, answered);
        byThem.AddMissed(await promises.MissedHereAsync(byThem.Promises, cancellation));
        response.Findings.AddRange(byUs.Findings.Concat(byThem.Findings).OrderBy(finding => finding.AnsweredAt.ToDateTimeOffset()));
        if (look.Unanswered.Count > 0)
        {
            // What is known is told all the same; of the rest of its promises nothing is.
            response.Findings.Add(new Finding { Code = FindingCode.Unreachable, Counterpart = counterpart.ToString() });
            return;
        }

        response.Counterparts.Add(new Reconciled
        {
            Counterpart = counterpart.ToString(),
            Exchanges = byUs.Exchanges + byThem.Exchanges,
            Promises = byUs.Promises.Count,
        });
    }

    // What was not proven in time is missed for good, though it were proven now.
    private async Task<IEnumerable<Receipt>> MissedAsync(PromiseLook look, IReadOnlyList<Receipt> receipts, CancellationToken cancellation)
    {
        var now = look.Missed.Select(receipt => receipt.EntryId).ToHashSet();
        var then = await sweep.MissedAsync([.. receipts.Select(receipt => receipt.EntryId)], cancellation);
        return receipts.Where(receipt => now.Contains(receipt.EntryId) || then.Contains(receipt.EntryId));
    }

    private BookComparison Comparison(Participation requester, Participation holder, Participation counterpart, Period judged) =>
        new(requester, holder, counterpart, judged, text => Receipt.Read(text, holder, keys));

    private static void RequireFew(params List<Exchange>[] books)
    {
        if (books.Any(book => book.Count > ExchangeBooks.Most))
        {
            throw EvidenceRefusals.TooManyExchanges.Raise(("most", ExchangeBooks.Most.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
