using Mesh.Hosting.Storage;
using Mesh.Kela.Storage;
using Mesh.Municipality.Storage;
using Mesh.TeOffice.Storage;
using Mesh.WellbeingRegion.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mesh.Storage.Tests;

/// <summary>Every column of bytes says whether the keys at rest are used for it: one that says nothing would be lost with its key.</summary>
public sealed class EncryptedColumnTests
{
    // Digests, signatures, trees and envelopes that are read as they stand.
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "answered_request.statement_sha256",
        "asked_request.statement_sha256",
        "consent_receipt.jws",
        "consent_revision.form_sha256",
        "consent_revision.previous_sha256",
        "consent_revision.sha256",
        "disclosure_ledger.answer_sha256",
        "disclosure_ledger.statement_sha256",
        "ledger_alarm.evidence_sha256",
        "ledger_alarm.proof",
        "ledger_leaf.leaf",
        "ledger_leaf.leaf_hash",
        "ledger_node.hash",
        "ledger_opening.salt",
        "notice_outbox.envelope",
        "own_signature.digest",
        "plan_copy.digest",
        "plan_signature.digest",
        "plan_version.digest",
        "refusal_revision.form_sha256",
        "refusal_revision.previous_sha256",
        "refusal_revision.sha256",
        "request_outcome.response",
    };

    public static TheoryData<string> Services => [.. Models.Keys];

    private static Dictionary<string, Func<DbContext>> Models { get; } = new(StringComparer.Ordinal)
    {
        ["kela"] = PostgresModel.Of<KelaDbContext>,
        ["municipality"] = PostgresModel.Of<MunicipalityDbContext>,
        ["office"] = PostgresModel.Of<TeOfficeDbContext>,
        ["region"] = PostgresModel.Of<WellbeingRegionDbContext>,
    };

    [Theory]
    [MemberData(nameof(Services))]
    public void Column_WhenItHoldsBytes_IsEncryptedAnIndexOrNamedAsNeither(string service)
    {
        using var database = Models[service]();

        var said = Said(database.Model).ToHashSet(StringComparer.Ordinal);
        var bytes = Bytes(database.Model).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(bytes.Except(said).Except(Plain));
        Assert.Empty(said.Intersect(Plain));
        Assert.Contains("subject.code", said);
    }

    [Fact]
    public void Plain_WhenAColumnIsNamed_IsThere()
    {
        var bytes = Models.Values.SelectMany(model =>
        {
            using var database = model();
            return Bytes(database.Model).ToList();
        });

        Assert.Empty(Plain.Except(bytes, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Said(IModel model) => model.EncryptedTables().SelectMany(table =>
        table.Encrypted.Select(column => column.Name)
            .Concat(table.Indexes.Select(column => column.Name))
            .Concat(table.Digests.Select(column => column.Name))
            .Select(column => $"{table.Name}.{column}"));

    private static IEnumerable<string> Bytes(IModel model) => model.GetEntityTypes().SelectMany(type => type.GetProperties()
        .Where(property => property.ClrType == typeof(byte[]))
        .Select(property => $"{type.GetTableName()}.{property.GetColumnName()}"));
}
