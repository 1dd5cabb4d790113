using System.Diagnostics;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Counterparts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>
/// F01: Kela says that a client has been on basic social assistance for as long as the law asks. The months are fetched through
/// Kela's door, and the client has one case: a further notice is counted to it. When the case is closed or handed over, only a notice
/// of a later run of months or of another threshold opens another; when the labour authority has joined it, one of a later run.
/// </summary>
public sealed class ProlongedAssistanceHandler(
    KelasMonths kela,
    NamedPersons persons,
    Subjects subjects,
    AssistanceCases cases,
    AssistanceAnswers answers,
    AssistanceNotices notices,
    FlowContext flow,
    DbContext database,
    MeshClock clock,
    TimeProvider time)
    : INoticeHandler<ProlongedAssistanceDetected>
{
    /// <inheritdoc />
    public string Name => nameof(ProlongedAssistanceHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(ProlongedAssistanceDetected notice, NoticeContext context, CancellationToken cancellation)
    {
        // Asking at the sender's own door would let any participant say that somebody lives on assistance.
        if (context.Source.Role != ParticipantRole.SocialInsurance)
        {
            throw new InvalidOperationException("Months of assistance are told by the social insurance institution alone.");
        }

        var answer = await kela.AskAsync(context.Source, context.NoticeId, clock.Today, Actors.System(Name), cancellation);
        var given = answer.OrFailNotice();
        var told = ToldMonths.Of(given);
        var person = persons.Read(given.Content.PersonalIdentityCode, ToldMonths.Unreadable);
        return token => RecordAsync(person, notice.ThresholdCode, given, told, context, token);
    }

    private async Task RecordAsync(
        PersonalIdentityCode person,
        string threshold,
        DoorAnswer.Given given,
        ToldMonths told,
        NoticeContext context,
        CancellationToken cancellation)
    {
        var subject = await subjects.EnsureAsync(person, cancellation);
        var known = await CountedToAsync(subject, threshold, told.RunBegan, cancellation);
        var row = known ?? Received(subject, context, told);
        var answer = answers.Add(row.CaseId, context.NoticeId, given, told);
        AssistanceAnswers.Learn(row, answer, told);
        row.RunBegan = row.RunBegan > told.RunBegan ? row.RunBegan : told.RunBegan ?? row.RunBegan;
        database.Add(new AssistanceNoticeRow
        {
            NoticeId = context.NoticeId,
            CaseId = row.CaseId,
            ThresholdCode = threshold,
            HandledAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });
        if (known is null)
        {
            database.Add(row);
        }
        else
        {
            row.Notices++;
            await cases.MoveAsync(row, row.State, cancellation);
        }

        notices.TellKela(row, context.NoticeId);
    }

    // A case being worked on takes every notice. A joined one goes on as the labour authority's plan and asks nothing of anybody here: it
    // takes those of its own run of months and of earlier ones, and on a later run the region acts anew (AKT-START-H). So does one that is
    // over, if it was about that threshold: what was decided of somebody under 25 is no answer to what the law asks from 25 on.
    private async Task<AssistanceCaseRow?> CountedToAsync(Guid subject, string threshold, DateOnly? began, CancellationToken cancellation)
    {
        var known = await cases.OfSubjectAsync(subject, cancellation);
        if (known.Find(row => AssistanceCases.IsWorkedOn(row.State) && (row.State != AssistanceState.Joined || IsOfItsRun(row, began))) is { } open)
        {
            return open;
        }

        var ofThreshold = await database.Set<AssistanceNoticeRow>()
            .Where(notice => notice.ThresholdCode == threshold && known.Select(row => row.CaseId).Contains(notice.CaseId))
            .Select(notice => notice.CaseId)
            .ToListAsync(cancellation);
        return known.Find(row => began is null || (IsOfItsRun(row, began) && ofThreshold.Contains(row.CaseId)));
    }

    private static bool IsOfItsRun(AssistanceCaseRow row, DateOnly? began) => began is null || began <= row.RunBegan;

    private AssistanceCaseRow Received(Guid subject, NoticeContext context, ToldMonths told) => new()
    {
        CaseId = Guid.CreateVersion7(time.GetUtcNow()),
        SubjectId = subject,
        Kela = context.Source.ToString(),
        FlowId = flow.Id,
        Trace = Activity.Current?.Id ?? "",
        Version = 1,
        State = AssistanceState.Received,
        ReceivedOn = clock.Today,
        RecordedAt = time.GetUtcNow(),
        ChangedAt = clock.Now,
        Notices = 1,
        KnownAsOf = told.AsOf,
        AnswerId = Guid.Empty,
        EndedInARow = 0,
        AgeGroup = "",
        RunBegan = null,
        HomeMunicipality = "",
        ClientGroup = "",
    };
}
