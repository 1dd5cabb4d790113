using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Counterparts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>F03: a labour authority invites the region. The invitation is fetched, and the case stands in intake.</summary>
public sealed class InvitationHandler(
    JointCases cases, OwnersDoor door, Subjects subjects, NamedPersons persons, DbContext database, MeshClock clock, TimeProvider time)
    : INoticeHandler<PlanInvitationSent>
{
    /// <summary>Reason when an invitation is of another case, owner or person than the notice's case is.</summary>
    public const string InvitationMismatch = "INVITATION_MISMATCH";

    /// <inheritdoc />
    public string Name => nameof(InvitationHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(PlanInvitationSent notice, NoticeContext context, CancellationToken cancellation)
    {
        // Whoever tells is asked, and is told all that the plan needs from then on: only who is entitled to invite.
        if (context.Source.Role != ParticipantRole.LabourAuthority)
        {
            throw new InvalidOperationException("This is told by labour authorities alone.");
        }

        var caseId = Guid.Parse(notice.CaseId);
        var known = await cases.FindAsync(caseId, cancellation);
        if (known is not null && known.Owner != context.Source.ToString())
        {
            // A case is its first inviter's: another authority that names it can neither read nor move it.
            throw new EvidenceDamagedException(InvitationMismatch);
        }

        if (known is not null && known.CaseVersion >= notice.CaseVersion)
        {
            return _ => Task.CompletedTask;
        }

        var answer = await door.InvitationAsync(context.Source, context.NoticeId, Actors.System(Name), cancellation);
        var given = answer.OrFailNotice();
        var invitation = given.Content.PlanInvitation ?? throw new WithheldException(Refusals.NoBasis.Reason);
        var person = persons.Read(given.Content.PersonalIdentityCode, InvitationMismatch);
        return invitation.CaseId == notice.CaseId
            ? token => RecordAsync(caseId, person, given, notice.CaseVersion, context, token)
            : throw new EvidenceDamagedException(InvitationMismatch);
    }

    private async Task RecordAsync(
        Guid caseId, PersonalIdentityCode person, DoorAnswer.Given given, int caseVersion, NoticeContext context, CancellationToken cancellation)
    {
        var subject = await subjects.EnsureAsync(person, cancellation);
        var row = await database.Set<JointCaseRow>().SingleOrDefaultAsync(joint => joint.CaseId == caseId, cancellation);
        if (row is null)
        {
            row = Received(caseId, subject, given.DisclosureId, caseVersion, context);
            database.Add(row);
        }

        if (row.SubjectId != subject || row.Owner != context.Source.ToString())
        {
            throw new EvidenceDamagedException(InvitationMismatch);
        }

        if (caseVersion < row.CaseVersion)
        {
            return;
        }

        row.DisclosureId = given.DisclosureId;
        row.RuleIds = string.Join(',', given.Content.PlanInvitation.RuleIds);
        row.ProposedTime = given.Content.PlanInvitation.ProposedTime?.ToDateTimeOffset();
        row.Learn(caseVersion, PlanState.Invited, clock.Now);
    }

    private JointCaseRow Received(Guid caseId, Guid subject, Guid disclosureId, int caseVersion, NoticeContext context) => new()
    {
        CaseId = caseId,
        Owner = context.Source.ToString(),
        SubjectId = subject,
        FlowId = context.FlowId,
        DisclosureId = disclosureId,
        RuleIds = "",
        State = PlanState.Invited,
        CaseVersion = caseVersion,
        ReceivedAt = clock.Now,
        RecordedAt = time.GetUtcNow(),
        ChangedAt = clock.Now,
    };
}
