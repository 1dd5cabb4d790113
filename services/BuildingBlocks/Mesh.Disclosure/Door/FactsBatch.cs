using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mesh.Disclosure;

/// <summary>Whom a reference leads to, and what this block keeps about that person.</summary>
internal sealed record KeptAboutSubject(ResolvedSubject Subject, KeptFacts Kept);

/// <summary>
/// Reads for many attempts at once, in one round trip, everything that this block keeps about the people they name by code. The texts of the
/// statements are the same whoever is named and however many.
/// </summary>
internal sealed class FactsBatch(DbContext database, Subjects subjects, Sightings sightings)
{
    // Those who are named, whichever of the keys their row was written with.
    private const string Named = "JOIN subject ON subject.code_index = ANY (@codes) AND subject.subject_id =";

    private readonly RowReader<ConsentRevision> _consents = RowReader<ConsentRevision>.Of(database);
    private readonly RowReader<RefusalRevision> _refusals = RowReader<RefusalRevision>.Of(database);
    private readonly RowReader<ContactBanFact> _bans = RowReader<ContactBanFact>.Of(database);
    private readonly RowReader<WaitingRequestRow> _requests = RowReader<WaitingRequestRow>.Of(database);
    private readonly RowReader<WaitingAnswerRow> _answers = RowReader<WaitingAnswerRow>.Of(database);

    /// <summary>Reads.</summary>
    /// <returns>Of each, in their order.</returns>
    public Task<IReadOnlyList<KeptAboutSubject>> ReadAsync(IReadOnlyList<SubjectReference.ByCode> named, CancellationToken cancellation)
    {
        // Revisions come with the first two statements, and each statement sees what is committed when it begins: no fact is older than them.
        var people = named.Select(one => (Codes: subjects.IndexesOf(one.Code), References: sightings.IndexesOf(one))).ToList();
        return database.ReadAsync(
            $"""
            SELECT subject.code_index, subject.subject_id, gate.revision
            FROM subject LEFT JOIN subject_gate AS gate ON gate.subject_id = subject.subject_id WHERE subject.code_index = ANY (@codes);
            SELECT sighting.reference_index, sighting.sighting_id, gate.revision
            FROM subject_sighting AS sighting LEFT JOIN subject_gate AS gate ON gate.subject_id = sighting.sighting_id
            WHERE sighting.reference_index = ANY (@references);
            SELECT {_consents.Columns("consent")} FROM consent_revision AS consent {Named} consent.subject_id;
            SELECT {_refusals.Columns("refusal")} FROM refusal_revision AS refusal {Named} refusal.subject_id;
            SELECT {_bans.Columns("ban")} FROM contact_ban AS ban {Named} ban.subject_id;
            SELECT {_requests.Columns("request")}, {_answers.Columns("answer")}
            FROM waiting_request AS request JOIN waiting_answer AS answer ON answer.waiting_id = request.waiting_id {Named} request.subject_id
            """,
            [
                new NpgsqlParameter("codes", people.SelectMany(one => one.Codes).ToArray()),
                new NpgsqlParameter("references", people.SelectMany(one => one.References).ToArray()),
            ],
            async (rows, token) =>
            {
                var found = new Found(
                    await IdsAsync(rows, token),
                    await IdsAsync(rows, token),
                    await BySubjectAsync(rows, _consents, token),
                    await BySubjectAsync(rows, _refusals, token),
                    await BySubjectAsync(rows, _bans, token),
                    await ApprovalsAsync(rows, token));
                return (IReadOnlyList<KeptAboutSubject>)[.. people.Select(one => Of(one.Codes, one.References, found))];
            },
            cancellation);
    }

    private KeptAboutSubject Of(IReadOnlyList<byte[]> codes, IReadOnlyList<byte[]> references, Found found)
    {
        var known = found.Known.FirstOf(codes);
        var seen = found.Sighted.FirstOf(references);
        var sighting = sightings.Found(seen?.Id, references);
        var id = known?.Id ?? sighting.SightingId;
        return new(
            new ResolvedSubject(id, known is not null, sighting.ReferenceIndex),
            new KeptFacts(
                (known ?? seen)?.Revision ?? 0,
                ConsentHistory.States(found.Consents[id]),
                RefusalHistory.States(found.Refusals[id]),
                [.. found.Bans[id]],
                [.. found.Approvals[id]]));
    }

    // Each of these stands at the next result afterwards.
    private static async Task<IndexedIds> IdsAsync(DbDataReader rows, CancellationToken cancellation)
    {
        var ids = new IndexedIds();
        while (await rows.ReadAsync(cancellation))
        {
            ids.Add(rows.GetFieldValue<byte[]>(0), new(Guid.ParseExact(rows.GetString(1), "D"), rows.IsDBNull(2) ? 0 : rows.GetInt64(2)));
        }

        await rows.NextResultAsync(cancellation);
        return ids;
    }

    private static async Task<ILookup<Guid, TRow>> BySubjectAsync<TRow>(DbDataReader rows, RowReader<TRow> reader, CancellationToken cancellation)
        where TRow : class, IOfSubject
    {
        var found = await reader.AllAsync(rows, cancellation);
        await rows.NextResultAsync(cancellation);
        return found.ToLookup(row => row.SubjectId);
    }

    private async Task<ILookup<Guid, ApprovalState>> ApprovalsAsync(DbDataReader rows, CancellationToken cancellation)
    {
        var answers = new List<(Guid SubjectId, ApprovalState State)>();
        while (await rows.ReadAsync(cancellation))
        {
            var request = _requests.Read(rows);
            answers.Add((request.SubjectId, WaitingStore.StateOf(request, _answers.Read(rows, _requests.Count))));
        }

        return answers.ToLookup(answer => answer.SubjectId, answer => answer.State);
    }

    private sealed record Found(
        IndexedIds Known,
        IndexedIds Sighted,
        ILookup<Guid, ConsentRevision> Consents,
        ILookup<Guid, RefusalRevision> Refusals,
        ILookup<Guid, ContactBanFact> Bans,
        ILookup<Guid, ApprovalState> Approvals);

    private sealed record IdAtGate(Guid Id, long Revision);

    // Ids by blind index. Of several keys' indexes the first counts, which is the key's that writes now.
    private sealed class IndexedIds
    {
        private readonly Dictionary<string, IdAtGate> _ids = new(StringComparer.Ordinal);

        public void Add(byte[] index, IdAtGate id) => _ids[Convert.ToHexString(index)] = id;

        public IdAtGate? FirstOf(IReadOnlyList<byte[]> indexes)
        {
            foreach (var index in indexes)
            {
                if (_ids.TryGetValue(Convert.ToHexString(index), out var id))
                {
                    return id;
                }
            }

            return null;
        }
    }
}
