using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Ledger entries without a door, where a test is about what becomes of them afterwards.</summary>
public static class TestEntries
{
    /// <summary>One in which every property says something.</summary>
    public static LedgerEntry Full() => new()
    {
        EntryId = Guid.ParseExact("018bc8d2-0000-7000-8000-000000000001", "D"),
        SubjectId = Guid.ParseExact("018bc8d2-0000-7000-8000-000000000002", "D"),
        Requester = "3221308-6/SOCIAL_CARE",
        ActorId = "worker-7",
        ActorRole = ActorRole.Professional,
        ActorAssurance = "urn:mesh:assurance:high",
        Purpose = Purpose.EmploymentSupport,
        CategoriesAsked = "EMPLOYMENT_SERVICES",
        CategoriesGiven = "EMPLOYMENT_SERVICES",
        CategoriesWithheld = "BENEFIT_DAYS",
        Outcome = LedgerOutcome.Permit,
        PreciseReason = "OK",
        ShownReason = "OK",
        BasisKind = BasisKind.Consent,
        Flow = "F18",
        Citation = "916/2012",
        ConsentId = Guid.ParseExact("018bc8d2-0000-7000-8000-000000000003", "D"),
        ConsentRevision = 1,
        ProofKind = ProofKind.OwnNotice,
        ProofReference = Guid.ParseExact("018bc8d2-0000-7000-8000-000000000004", "D"),
        ProofAttested = false,
        GateRevision = 4,
        RefusalPassed = Guid.ParseExact("018bc8d2-0000-7000-8000-000000000008", "D"),
        StatementSha256 = [.. Enumerable.Repeat((byte)1, 32)],
        AnswerSha256 = [.. Enumerable.Repeat((byte)2, 32)],
        RequestId = Guid.ParseExact("018bc8d2-0000-7000-8000-000000000005", "D"),
        FlowId = Guid.ParseExact("018bc8d2-0000-7000-8000-000000000006", "D"),
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        CaseId = Guid.ParseExact("018bc8d2-0000-7000-8000-000000000007", "D"),
        Time = new DateTimeOffset(2023, 11, 13, 9, 0, 0, TimeSpan.FromHours(2)),
        RecordedAt = new DateTimeOffset(2023, 11, 13, 7, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A permit about a subject, written at a time of the machine's clock.</summary>
    public static LedgerEntry About(Guid subjectId, DateTimeOffset at) => Full() with
    {
        EntryId = Guid.CreateVersion7(at),
        SubjectId = subjectId,
        RequestId = Guid.CreateVersion7(at),
        RecordedAt = at,
    };

    /// <summary>Commits entries about subjects, one each, in this order.</summary>
    public static async Task<List<LedgerEntry>> WriteAsync(this TestHolder holder, DateTimeOffset first, params Guid[] subjects)
    {
        var entries = subjects.Select((subject, at) => About(subject, first.AddMilliseconds(at))).ToList();
        await holder.ActAsync((services, _) =>
        {
            services.Get<DbContext>().AddRange(entries);
            return Task.CompletedTask;
        });
        return entries;
    }
}
