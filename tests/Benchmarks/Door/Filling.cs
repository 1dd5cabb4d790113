using System.Diagnostics;
using System.Text;
using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Benchmarks.Door;

/// <summary>Fills a holder's database as its owner: clients with a consent each, records of those who are asked about, a sealed ledger.</summary>
internal sealed class Filling(StoragePlace place, AtRestKeys keys, DbContext model, DoorPlan plan)
{
    private const int RecordBytes = 2_000;
    private static readonly DateTimeOffset Began = new(2023, 6, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Fills everything.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> RunAsync(int entries, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        await using var owner = (NpgsqlConnection)await TestStorage.OpenAsync(place, cancellation);
        await PeopleAsync(owner, cancellation);
        await ConsentsAsync(owner, cancellation);
        await RecordsAsync(owner, cancellation);
        await LedgerAsync(owner, entries, cancellation);

        // As a database that has been served from for years is: looked through, and nothing left to flush.
        await RunAsync(owner, "VACUUM ANALYZE", cancellation);
        await using var administrator = await TestCluster.AsAdministratorAsync(owner.Database, cancellation);
        await RunAsync(administrator, "CHECKPOINT", cancellation);
        return Stopwatch.GetElapsedTime(began);
    }

    private async Task PeopleAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        var (index, cipher) = (new BlindIndex(keys), new FieldCipher(keys));
        await using (var people = await owner.BeginBinaryImportAsync("COPY subject (subject_id, code_index, code) FROM STDIN (FORMAT BINARY)", cancellation))
        {
            for (var person = 0; person < plan.Consents; person++)
            {
                var (id, code) = (ArtificialPeople.IdOf(person), ArtificialPeople.CodeOf(person).Reveal());
                await people.StartRowAsync(cancellation);
                await people.WriteAsync(id.ToString("D"), NpgsqlDbType.Text, cancellation);
                await people.WriteAsync(index.Of(code, "subject.personal_identity_code"), NpgsqlDbType.Bytea, cancellation);
                await people.WriteAsync(cipher.Protect(Encoding.ASCII.GetBytes(code), "subject", "code", id), NpgsqlDbType.Bytea, cancellation);
            }

            await people.CompleteAsync(cancellation);
        }

        await RunAsync(owner, "INSERT INTO subject_gate (subject_id, revision) SELECT subject_id, 1 FROM subject", cancellation);
    }

    private async Task ConsentsAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        var properties = model.Model.FindEntityType(typeof(ConsentRevision))!.GetProperties().ToList();
        var columns = string.Join(", ", properties.Select(property => property.GetColumnName()));
        await using var consents = await owner.BeginBinaryImportAsync($"COPY consent_revision ({columns}) FROM STDIN (FORMAT BINARY)", cancellation);
        for (var person = 0; person < plan.Consents; person++)
        {
            var revision = ConsentOf(person);
            await consents.StartRowAsync(cancellation);
            foreach (var property in properties)
            {
                var value = property.PropertyInfo!.GetValue(revision);
                var stored = property.GetTypeMapping().Converter is { } converter && value is not null ? converter.ConvertToProvider(value) : value;
                await (stored is null ? consents.WriteNullAsync(cancellation) : consents.WriteAsync(stored, cancellation));
            }
        }

        await consents.CompleteAsync(cancellation);
    }

    private static ConsentRevision ConsentOf(int person) => ConsentDecisions.Register(
        ArtificialPeople.IdOf(person),
        new ConsentForm(
            ArtificialPeople.IdOf(person),
            new ConsentRecipient.Named(DoorHosts.Requester),
            Purpose.EmploymentSupport,
            [DataCategory.EmploymentServices],
            new DateOnly(2023, 1, 1),
            new DateOnly(2099, 12, 31),
            new Giving(HowGiven.SignedOnPaper, "fi", "2023-1", new byte[32])),
        new ConsentActor("PROFESSIONAL", "worker-1", "urn:mesh:assurance:high", Began, Began));

    private async Task RecordsAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        var cipher = new FieldCipher(keys);
        var record = new EmploymentServices();
        while (record.CalculateSize() < RecordBytes)
        {
            record.Entries.Add(new EmploymentServiceEntry { Name = "työhönvalmennus", Unit = $"Työllisyyspalvelut, yksikkö {record.Entries.Count}", StartsOn = "2023-11-01", EndsOn = "2024-04-30" });
        }

        var plain = record.ToByteArray();
        await using var records = await owner.BeginBinaryImportAsync("COPY record (subject_id, content) FROM STDIN (FORMAT BINARY)", cancellation);
        for (var asked = 0; asked < plan.Asked; asked++)
        {
            var id = ArtificialPeople.IdOf(DoorHosts.PersonAsked(asked, plan));
            await records.StartRowAsync(cancellation);
            await records.WriteAsync(id.ToString("D"), NpgsqlDbType.Text, cancellation);
            await records.WriteAsync(cipher.Protect(plain, RecordRow.Table, RecordRow.Column, id), NpgsqlDbType.Bytea, cancellation);
        }

        await records.CompleteAsync(cancellation);
    }

    // Every row as a disclosure leaves it; the first person has a thousand of them. Its leaves have hashes of nothing: nobody asks for their
    // proofs here, but every row that is sealed is one that the search for unsealed ones passes by.
    private async Task LedgerAsync(NpgsqlConnection owner, int entries, CancellationToken cancellation)
    {
        var subject = $"CASE WHEN row % {Math.Max(1, entries / DoorBenchmark.ListedEntries)} = 0 THEN 0 ELSE 1 + row * 7919 % {plan.Consents - 1} END";
        string[] statements =
        [
            "SET maintenance_work_mem = '512MB'",
            .. await WithoutIndexesAsync(owner, "disclosure_ledger", $"""
                INSERT INTO disclosure_ledger (entry_id, subject_id, requester, actor_id, actor_role, actor_assurance, purpose, categories_asked, categories_given,
                    categories_withheld, outcome, precise_reason, shown_reason, basis_kind, flow, consent_id, consent_revision, proof_attested, gate_revision,
                    statement_sha256, answer_sha256, request_id, flow_id, trace_id, time, recorded_at)
                SELECT {ArtificialPeople.IdInSql("row", Began)}, {ArtificialPeople.IdInSql("person")}, '{DoorHosts.Requester}', 'worker-7', 'Professional',
                    'urn:mesh:assurance:high', 'EmploymentSupport', 'EMPLOYMENT_SERVICES', 'EMPLOYMENT_SERVICES', '', 'Permit', 'OK', 'OK', 'Consent', 'F18',
                    {ArtificialPeople.IdInSql("person")}, 1, false, 1, decode(md5(row::text) || md5(row::text), 'hex'), decode(md5(row::text) || md5(row::text), 'hex'),
                    gen_random_uuid()::text, gen_random_uuid()::text, md5(row::text), {Began.UtcTicks} + row * 10000, {Began.UtcTicks} + row * 10000
                FROM (SELECT row, {subject} AS person FROM generate_series(0::bigint, {entries - 1}) AS row) AS place
                """, cancellation),
            .. await WithoutIndexesAsync(owner, "ledger_leaf", $"""
                INSERT INTO ledger_leaf (leaf_index, entry_id, leaf, leaf_hash)
                SELECT row, {ArtificialPeople.IdInSql("row", Began)}, '', decode(md5(row::text) || md5(row::text), 'hex') FROM generate_series(0::bigint, {entries - 1}) AS row
                """, cancellation),
            // What is written by hand is kept as long, and found by person, too: the floor's table is as full as the ledger.
            .. await WithoutIndexesAsync(owner, "floor_entry", """
                INSERT INTO floor_entry (entry_id, subject_id, requester, actor_id, purpose, consent_id, recorded_at)
                SELECT entry_id, subject_id, requester, actor_id, purpose, consent_id, recorded_at FROM disclosure_ledger
                """, cancellation),
            $"INSERT INTO ledger_checkpoint (tree_size, note) VALUES ({entries}, '')",
            $"""
            INSERT INTO ledger_node (node, hash)
            SELECT ((({entries}::bigint >> level) - 1) << 6) | level, decode(md5(level::text) || md5(level::text), 'hex')
            FROM generate_series(1, 62) AS level WHERE ({entries}::bigint >> level) & 1 = 1
            """,
        ];
        foreach (var statement in statements)
        {
            await RunAsync(owner, statement, cancellation);
        }
    }

    // Indexes are made of the rows, which is a tenth of the work of keeping them row by row.
    private static async Task<IReadOnlyList<string>> WithoutIndexesAsync(NpgsqlConnection owner, string table, string fill, CancellationToken cancellation)
    {
        var (drop, make) = (new List<string>(), new List<string>());
        await using var command = new NpgsqlCommand(
            $"""
            SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), (SELECT conname FROM pg_constraint WHERE conindid = indexrelid), pg_get_constraintdef((SELECT oid FROM pg_constraint WHERE conindid = indexrelid))
            FROM pg_index WHERE indrelid = '{table}'::regclass
            """,
            owner);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var isConstraint = !await reader.IsDBNullAsync(2, cancellation);
            drop.Add(isConstraint ? $"ALTER TABLE {table} DROP CONSTRAINT {Quoted(reader.GetString(2))}" : $"DROP INDEX {reader.GetString(0)}");
            make.Add(isConstraint ? $"ALTER TABLE {table} ADD CONSTRAINT {Quoted(reader.GetString(2))} {reader.GetString(3)}" : reader.GetString(1));
        }

        return [.. drop, fill, .. make];
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
