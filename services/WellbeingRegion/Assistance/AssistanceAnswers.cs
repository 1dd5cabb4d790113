using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>Keeps what Kela's door gave, and moves the case's knowledge forward by it, never back.</summary>
public sealed class AssistanceAnswers(DbContext database, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    private const string ContentColumn = "content";

    /// <summary>Adds the answer with the running act.</summary>
    public AssistanceAnswerRow Add(Guid caseId, Guid noticeId, DoorAnswer.Given given, ToldMonths told)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var row = new AssistanceAnswerRow
        {
            AnswerId = id,
            CaseId = caseId,
            NoticeId = noticeId,
            AsOf = told.AsOf,
            Content = cipher.Protect(given.Bytes.Span, AssistanceAnswerRow.Table, ContentColumn, id),
            DisclosureId = given.DisclosureId,
            KnownFrom = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        database.Add(row);
        return row;
    }

    /// <summary>Takes over newer knowledge; of two answers for one date the one that came later is the newer.</summary>
    public static void Learn(AssistanceCaseRow row, AssistanceAnswerRow answer, ToldMonths told)
    {
        if (told.AsOf < row.KnownAsOf)
        {
            return;
        }

        row.KnownAsOf = told.AsOf;
        row.AnswerId = answer.AnswerId;
        row.EndedInARow = told.Wire.EndedMonthsInARow;
        row.AgeGroup = told.Wire.AgeGroup;
        row.HomeMunicipality = told.Wire.HomeMunicipality;
        row.ClientGroup = told.Wire.ClientGroup;
    }

    /// <summary>The answer that a case's knowledge rests on.</summary>
    public async Task<(AssistanceAnswerRow Row, ToldMonths Told)> OfCaseAsync(AssistanceCaseRow row, CancellationToken cancellation)
    {
        var answer = await database.Set<AssistanceAnswerRow>().AsNoTracking()
            .SingleAsync(kept => kept.AnswerId == row.AnswerId, cancellation);
        var bytes = cipher.Reveal(answer.Content, AssistanceAnswerRow.Table, ContentColumn, answer.AnswerId);
        return (answer, ToldMonths.Of(DisclosedContent.Parser.ParseFrom(bytes).SocialAssistanceMonths));
    }
}
