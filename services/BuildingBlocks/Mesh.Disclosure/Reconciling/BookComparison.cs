using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>
/// Holds what a requester wrote down against what a holder did. Books are of a little more than the period, since each side writes its own
/// clock's time; judged is an exchange that either says was answered within it.
/// </summary>
/// <param name="requester">Who asked.</param>
/// <param name="holder">Who was asked.</param>
/// <param name="counterpart">Which of the two is the other side.</param>
/// <param name="judged">The period.</param>
/// <param name="read">Reads a receipt of the holder; null when it is none, or the holder did not sign it.</param>
internal sealed class BookComparison(
    Participation requester, Participation holder, Participation counterpart, Period judged, Func<string, Receipt?> read)
{
    // A requester that got no answer does not say that its request arrived.
    private const string Unreachable = "UNREACHABLE";

    private readonly List<Finding> _findings = [];
    private readonly List<Receipt> _promises = [];
    private readonly Dictionary<Guid, Exchange> _byEntry = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Receipts that the requester has, judged and rightly signed: what they promise is to be looked up.</summary>
    public IReadOnlyList<Receipt> Promises => _promises;

    /// <summary>How many exchanges were judged.</summary>
    public int Exchanges { get; private set; }

    /// <summary>Compares the two books.</summary>
    public BookComparison Compare(IReadOnlyList<Exchange> asked, IReadOnlyList<Exchange> answered)
    {
        var (sent, received) = (ById(asked), ById(answered));
        foreach (var id in sent.Keys.Union(received.Keys).Order(StringComparer.Ordinal))
        {
            var (request, answer) = (sent.GetValueOrDefault(id), received.GetValueOrDefault(id));
            if (IsJudged(request) || IsJudged(answer))
            {
                Exchanges++;
                Compare(request, answer);
            }
        }

        return this;
    }

    /// <summary>Adds receipts whose promise was missed.</summary>
    public void AddMissed(IEnumerable<Receipt> missed)
    {
        foreach (var receipt in missed)
        {
            Add(FindingCode.PromiseMissed, _byEntry[receipt.EntryId]);
        }
    }

    private static Dictionary<string, Exchange> ById(IReadOnlyList<Exchange> book)
    {
        var byId = new Dictionary<string, Exchange>(StringComparer.Ordinal);
        foreach (var exchange in book)
        {
            byId.TryAdd(exchange.StatementId, exchange);
        }

        return byId;
    }

    private bool IsJudged(Exchange? exchange) => exchange is not null && judged.Has(exchange.AnsweredAt.ToDateTimeOffset());

    private void Compare(Exchange? asked, Exchange? answered)
    {
        var receipt = asked is { Receipt.Length: > 0 } ? ReceiptOf(asked) : null;
        if (asked is not null && receipt is not null && _byEntry.TryAdd(receipt.EntryId, asked))
        {
            _promises.Add(receipt);
        }

        switch (asked, answered)
        {
            case (null, { } there):
                Add(FindingCode.ReceivedNotSent, there, ExchangeDocument.Statement);
                break;
            case ({ } here, null) when here.Outcome != Unreachable:
                Add(FindingCode.SentNotReceived, here, ExchangeDocument.Statement);
                break;
            case ({ } here, { } there):
                CompareReceipts(here, there, receipt);
                break;
            default:
                break;
        }
    }

    private void CompareReceipts(Exchange asked, Exchange answered, Receipt? receipt)
    {
        if (asked.StatementSha256 != answered.StatementSha256)
        {
            Add(FindingCode.StatementDiffers, asked);
        }

        switch (asked.Receipt.Length > 0, answered.Receipt.Length > 0)
        {
            case (false, true):
                Add(FindingCode.SentNotReceived, answered, ExchangeDocument.Receipt);
                break;
            case (true, false):
                Add(FindingCode.ReceivedNotSent, asked, ExchangeDocument.Receipt);
                break;
            case (true, true) when receipt is null || asked.Receipt != answered.Receipt:
                Add(FindingCode.ReceiptDiffers, asked);
                break;
            default:
                break;
        }

        // By the requester's receipt, which the holder cannot change. An entry that is gone may have had its time: its leaf tells.
        if (receipt is not null && answered.EntrySha256.Length > 0 && !answered.EntrySha256.Span.SequenceEqual(receipt.EntrySha256.Span))
        {
            Add(FindingCode.EntryDiffers, asked);
        }
    }

    private Receipt? ReceiptOf(Exchange asked) =>
        read(asked.Receipt) is { } receipt && receipt.Requester == requester
        && receipt.EntryId.ToString("D") == asked.EntryId && receipt.StatementSha256.Span.SequenceEqual(asked.StatementSha256.Span)
            ? receipt
            : null;

    private void Add(FindingCode code, Exchange exchange, ExchangeDocument document = ExchangeDocument.Unspecified) => _findings.Add(new Finding
    {
        Code = code,
        Counterpart = counterpart.ToString(),
        Holder = holder.ToString(),
        Document = document,
        StatementId = exchange.StatementId,
        EntryId = exchange.EntryId,
        AnsweredAt = exchange.AnsweredAt,
    });
}
