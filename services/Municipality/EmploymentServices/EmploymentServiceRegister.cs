using System.Text;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>Reads and appends to the register of the municipality's own employment services.</summary>
public sealed class EmploymentServiceRegister(DbContext database, SubjectRows<EmploymentServiceFact> rows, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    /// <summary>Appends a service, and ties whoever records it to the client.</summary>
    public async Task<EmploymentServiceFact> AppendAsync(
        Guid subjectId, EmploymentServiceEntry entry, Caller caller, CancellationToken cancellation)
    {
        var person = caller.PersonId ?? throw new InvalidOperationException("Only a professional records a service.");
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var fact = new EmploymentServiceFact
        {
            FactId = id,
            SubjectId = subjectId,
            Name = Protect(entry.Name, EmploymentServiceFact.NameColumn, id),
            Unit = Protect(entry.Unit, EmploymentServiceFact.UnitColumn, id),
            StartsOn = WireDate.Read(entry.StartsOn),
            EndsOn = WireDate.ReadOptional(entry.EndsOn),
            RecordedBy = person,
            KnownFrom = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        database.Add(fact);
        if (!await database.Set<ClientTie>().AnyAsync(tie => tie.SubjectId == subjectId && tie.PersonId == person, cancellation))
        {
            database.Add(new ClientTie { SubjectId = subjectId, PersonId = person, From = clock.Now });
        }

        return fact;
    }

    /// <summary>Services that had begun by a civil date, as known now, oldest first.</summary>
    public async Task<IReadOnlyList<EmploymentServiceEntry>> OfAsync(Guid subjectId, DateOnly asOf, CancellationToken cancellation)
    {
        var facts = await rows.OfAsync(subjectId, cancellation);
        return [.. facts.Where(fact => fact.StartsOn <= asOf).OrderBy(fact => fact.StartsOn).ThenBy(fact => fact.FactId).Select(Entry)];
    }

    private EmploymentServiceEntry Entry(EmploymentServiceFact fact) => new()
    {
        Name = Reveal(fact.Name, EmploymentServiceFact.NameColumn, fact.FactId),
        Unit = Reveal(fact.Unit, EmploymentServiceFact.UnitColumn, fact.FactId),
        StartsOn = WireDate.Write(fact.StartsOn),
        EndsOn = WireDate.WriteOptional(fact.EndsOn),
    };

    private byte[] Protect(string text, string column, Guid factId) =>
        cipher.Protect(Encoding.UTF8.GetBytes(text), EmploymentServiceFact.Table, column, factId);

    private string Reveal(byte[] stored, string column, Guid factId) =>
        Encoding.UTF8.GetString(cipher.Reveal(stored, EmploymentServiceFact.Table, column, factId));
}
