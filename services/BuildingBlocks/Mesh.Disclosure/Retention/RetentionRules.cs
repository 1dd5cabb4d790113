using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>A kind of rows that are kept for a time.</summary>
public enum RetentionKind
{
    /// <summary>What a holder wrote down of an attempt at its data.</summary>
    Disclosures = 1,

    /// <summary>What a requester wrote down of a request of its own.</summary>
    Askings,

    /// <summary>What stands for somebody unknown who was asked about.</summary>
    Sightings,

    /// <summary>What clients consented to and refused, once it is over.</summary>
    ClientActs,
}

/// <summary>How long rows of one kind are kept, and on what that rests.</summary>
/// <param name="Kind">Which rows.</param>
/// <param name="Erased">What goes, as table or table.column. The rest of a row stays.</param>
/// <param name="CountedFrom">From which day the time is counted.</param>
/// <param name="Months">The least time. An organisation whose archive plan says more keeps more; less is a fault of the audit.</param>
/// <param name="Grounds">Sections of law, and how surely they are known.</param>
/// <param name="Eraser">Who erases.</param>
public sealed record RetentionRule(
    RetentionKind Kind, IReadOnlyList<string> Erased, string CountedFrom, int Months, IReadOnlyList<Citation> Grounds, RetentionEraser Eraser)
{
    /// <summary>The last day on which a row counted from this day is kept; a time given in months ends on the day of that number (Act 150/1930).</summary>
    public static DateOnly LastDay(DateOnly from, int months) => from.AddMonths(months);

    /// <summary>Rows counted from before this instant have had their time today.</summary>
    internal static DateTimeOffset LimitOf(DateOnly today, int months) => HelsinkiTime.StartOf(today.AddMonths(-months));
}

/// <summary>Who erases rows of a kind.</summary>
public enum RetentionEraser
{
    /// <summary>The database's owner, by <c>mesh retention run</c>.</summary>
    Owner = 1,

    /// <summary>The service, once a day.</summary>
    Service,
}

/// <summary>
/// How long what passes the door is kept, as data. The domain model gives a figure for sightings only. For the others the periods are
/// careful ones: long enough for whoever has to answer for a disclosure, until a lawyer says which is right.
/// </summary>
public static class RetentionRules
{
    // Twelve years is what log data of client data was heard to be kept; damages lapse in ten years, which it covers.
    private const int TwelveYears = 144;

    private static readonly Citation LogOfClientData = new("703/2023 (log data, 12 years; section and annex not read)", Certainty.Unsure);
    private static readonly Citation LogOfUse = new("906/2019 17 §, 21 § (log data; need of keeping is determined by the controller, no figure; not read)", Certainty.Unsure);
    private static readonly Citation Damages = new("728/2003 7 § (damages lapse in ten years; not read)", Certainty.Unsure);
    private static readonly Citation Demonstrable = new("GDPR 7(1) (the controller shows that there was consent)", Certainty.Remembered);
    private static readonly Citation Accountability = new("GDPR 5(1)(e), 5(2)", Certainty.Remembered);

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<RetentionRule> All { get; } =
    [
        new(
            RetentionKind.Disclosures,
            ["disclosure_ledger", "ledger_opening", "waiting_request", "waiting_answer", "answered_request.statement"],
            "the day on which the entry was written, by the machine's clock",
            TwelveYears,
            [LogOfClientData, LogOfUse, Damages, Accountability],
            RetentionEraser.Owner),
        new(
            RetentionKind.Askings,
            ["asked_request.statement"],
            "the day on which the answer was here, by the machine's clock",
            TwelveYears,
            [LogOfClientData, LogOfUse, Damages, Accountability],
            RetentionEraser.Owner),
        new(
            RetentionKind.ClientActs,
            ["consent_revision", "refusal_revision", "consent_receipt"],
            "the day on which it was withdrawn or lifted, by the machine's clock, or a consent's last valid day; not while an entry rests on it",
            TwelveYears,
            [Demonstrable, Damages, Accountability],
            RetentionEraser.Owner),
        new(
            RetentionKind.Sightings,
            ["subject_sighting", "subject_gate"],
            "the day of the last request, in the mesh's time",
            12,
            [Accountability],
            RetentionEraser.Service),
    ];

    /// <summary>The rule of a kind.</summary>
    public static RetentionRule Of(RetentionKind kind) => All.Single(rule => rule.Kind == kind);
}
