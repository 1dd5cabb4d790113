using System.Text;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// The people the holder knows, each by a random id. Only the holder's own acts make somebody known (an import, a registration, a
/// consent); being asked about never does.
/// </summary>
public sealed class Subjects(DbContext database, Transactions transactions, BlindIndex index, FieldCipher cipher, TimeProvider time)
{
    private const string Table = "subject";
    private const string Column = "code";
    internal const string Purpose = "subject.personal_identity_code";

    /// <summary>The person's id; makes the person known when not yet. Joins the running transaction, else runs its own.</summary>
    public async Task<Guid> EnsureAsync(PersonalIdentityCode code, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (await FindAsync(code, cancellation) is { } known)
        {
            return known;
        }

        return database.Database.CurrentTransaction is null
            ? await transactions.RunAsync(token => AddAsync(code, token), cancellation)
            : await AddAsync(code, cancellation);
    }

    /// <summary>The person's id; null when not known here.</summary>
    public async Task<Guid?> FindAsync(PersonalIdentityCode code, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(code);
        var candidates = IndexesOf(code);
        return await database.Set<SubjectRow>().AsNoTracking()
            .Where(subject => candidates.Contains(subject.CodeIndex))
            .Select(subject => (Guid?)subject.SubjectId)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The indexes that the person's row may have.</summary>
    internal IReadOnlyList<byte[]> IndexesOf(PersonalIdentityCode code) => index.Candidates(code.Reveal(), Purpose);

    /// <summary>The person's code.</summary>
    /// <exception cref="InvalidOperationException">There is no such subject.</exception>
    /// <exception cref="AtRestTamperedException">The stored code is not what was written.</exception>
    public async Task<PersonalIdentityCode> RevealAsync(Guid subjectId, CancellationToken cancellation)
    {
        var stored = await database.Set<SubjectRow>().AsNoTracking()
            .Where(subject => subject.SubjectId == subjectId)
            .Select(subject => subject.Code)
            .SingleOrDefaultAsync(cancellation)
            ?? throw new InvalidOperationException("There is no such subject here.");
        return PersonalIdentityCode.Parse(Encoding.ASCII.GetString(cipher.Reveal(stored, Table, Column, subjectId))).Value;
    }

    // Statements instead of tracked rows: a second Ensure in the same act, and another connection's, must find this one.
    private async Task<Guid> AddAsync(PersonalIdentityCode code, CancellationToken cancellation)
    {
        // In the transaction, and by every key: somebody else may have added the person by another key, whose index meets no constraint.
        if (await FindAsync(code, cancellation) is { } known)
        {
            return known;
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        var text = id.ToString("D");
        var codeIndex = index.Of(code.Reveal(), Purpose);
        var stored = cipher.Protect(Encoding.ASCII.GetBytes(code.Reveal()), Table, Column, id);
        await database.Database.ExecuteSqlAsync(
            $"INSERT INTO subject (subject_id, code_index, code) VALUES ({text}, {codeIndex}, {stored}) ON CONFLICT (code_index) DO NOTHING",
            cancellation);
        await database.Database.ExecuteSqlAsync(
            $"INSERT INTO subject_gate (subject_id, revision) SELECT subject_id, 1 FROM subject WHERE subject_id = {text} ON CONFLICT (subject_id) DO NOTHING",
            cancellation);
        return await FindAsync(code, cancellation)
            ?? throw new InvalidOperationException("A subject just added is not there.");
    }
}
