using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>Records and ends contact bans at the holder.</summary>
internal sealed class ContactBanGrpcService(
    Writes writes,
    CallScope call,
    ContactBanRequests requests,
    Subjects subjects,
    SubjectGate gate,
    ContactBanStore bans,
    FlowJournal journal,
    MeshClock clock,
    TimeProvider time) : ContactBanService.ContactBanServiceBase
{
    private const string OwnSystem = "OWN_SYSTEM";

    public override Task<RecordContactBanResponse> RecordContactBan(RecordContactBanRequest request, ServerCallContext context)
    {
        var code = requests.Read(request);
        return writes.OnceAsync(request, context, async cancellation =>
        {
            var subjectId = await subjects.EnsureAsync(code, cancellation);
            var fact = new ContactBanFact
            {
                FactId = Guid.CreateVersion7(time.GetUtcNow()),
                SubjectId = subjectId,
                ValidFrom = WireDate.Read(request.ValidFrom),
                ValidTo = WireDate.ReadOptional(request.ValidTo),
                Source = request.Source,
                KnownFrom = clock.Now,
                Supersedes = request.CorrectsBanId.Length == 0 ? null : Guid.Parse(request.CorrectsBanId),
                ActedAs = OwnSystem,
                ActorId = call.Caller.SystemName ?? "",
                RecordedAt = time.GetUtcNow(),
            };
            var known = OrRefuse(ContactBanDecisions.Record(await bans.FactsOfAsync(subjectId, cancellation), fact));
            await WriteAsync("ContactBanRecorded", known, cancellation);
            return new RecordContactBanResponse { BanId = known.FactId.ToString() };
        });
    }

    public override Task<EndContactBanResponse> EndContactBan(EndContactBanRequest request, ServerCallContext context)
    {
        RequestRules.Check(request).ThrowIfAny();
        return writes.OnceAsync(request, context, async cancellation =>
        {
            // A ban that is not here is nobody's, and goes the same way.
            var banId = Guid.Parse(request.BanId);
            var subjectId = await bans.SubjectOfAsync(banId, cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
            var ended = OrRefuse(ContactBanDecisions.End(await bans.FactsOfAsync(subjectId, cancellation), banId, ban => ban with
            {
                FactId = Guid.CreateVersion7(time.GetUtcNow()),
                ValidTo = WireDate.Read(request.ValidTo),
                Source = request.Source,
                KnownFrom = clock.Now,
                Supersedes = banId,
                ActedAs = OwnSystem,
                ActorId = call.Caller.SystemName ?? "",
                RecordedAt = time.GetUtcNow(),
            }));
            await WriteAsync("ContactBanEnded", ended, cancellation);
            return new EndContactBanResponse { BanId = ended.FactId.ToString() };
        });
    }

    private async Task WriteAsync(string step, ContactBanFact fact, CancellationToken cancellation)
    {
        await gate.AdvanceAsync(fact.SubjectId, cancellation);
        bans.Add(fact);
        journal.Record(step, Road.Own, null);
    }

    private static ContactBanFact OrRefuse(ContactBanOutcome outcome)
    {
        switch (outcome)
        {
            case ContactBanOutcome.Known known:
                return known.Fact;
            case ContactBanOutcome.Overlaps:
                throw DisclosureRefusals.ContactBanOverlaps.Raise();
            case ContactBanOutcome.EndsBeforeStart:
                var violations = new Violations();
                violations.Add("valid_to", ConsentTerms.BeforeStart, "Must not be before the first day of the ban.");
                throw violations.Raise();
            default:
                throw Refusals.NoBasis.Raise();
        }
    }
}
