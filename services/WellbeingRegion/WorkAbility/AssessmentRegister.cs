using Google.Protobuf;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.WorkAbility;

/// <summary>Reads and appends to the register of assessments.</summary>
public sealed class AssessmentRegister(DbContext database, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    /// <summary>Appends an assessment.</summary>
    public AssessmentRow Append(Guid subjectId, RecordWorkAbilityRequest said, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(caller);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var content = new WorkAbilityResult { AssessedOn = said.AssessedOn, Outcome = said.Outcome, Limits = { said.Limits } };
        var row = new AssessmentRow
        {
            AssessmentId = id,
            SubjectId = subjectId,
            AssessedOn = WireDate.Read(said.AssessedOn),
            Content = cipher.Protect(content.ToByteArray(), AssessmentRow.Table, AssessmentRow.ContentColumn, id),
            RecordedBy = caller.PersonId!,
            KnownFrom = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        database.Add(row);
        return row;
    }

    /// <summary>The newest assessment made by a civil date, with outcome and limits; null when there is none.</summary>
    public async Task<WorkAbilityResult?> NewestAsync(Guid subjectId, DateOnly asOf, CancellationToken cancellation) =>
        await database.Set<AssessmentRow>().AsNoTracking()
            .Where(row => row.SubjectId == subjectId && row.AssessedOn <= asOf)
            .OrderByDescending(row => row.AssessedOn).ThenByDescending(row => row.AssessmentId)
            .FirstOrDefaultAsync(cancellation) is { } newest
            ? WorkAbilityResult.Parser.ParseFrom(cipher.Reveal(newest.Content, AssessmentRow.Table, AssessmentRow.ContentColumn, newest.AssessmentId))
            : null;
}
