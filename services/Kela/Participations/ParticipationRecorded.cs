using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Kela.Participations;

/// <summary>F12: a labour authority tells that a client takes part in a service, or has ended it. Which, it tells at its door.</summary>
public sealed class ParticipationRecorded(Door door, AcceptedCodes codes, KeptParticipations kept) : INoticeHandler<ServiceParticipationRecorded>
{
    /// <summary>Reason when what was disclosed is of another participation or of nobody.</summary>
    public const string ParticipationMismatch = "PARTICIPATION_MISMATCH";

    /// <inheritdoc />
    public string Name => nameof(ParticipationRecorded);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(ServiceParticipationRecorded notice, NoticeContext context, CancellationToken cancellation)
    {
        // Asking at the sender's own door would let any participant tell what benefits are paid by.
        if (context.Source.Role != ParticipantRole.LabourAuthority || notice.ParticipationVersion < 1)
        {
            throw new InvalidOperationException("Service participations are told by a labour authority alone, in versions from 1.");
        }

        // What has been passed causes no disclosure.
        var participationId = Guid.Parse(notice.ParticipationId);
        if (await kept.NewestAsync(context.Source, participationId, cancellation) >= notice.ParticipationVersion)
        {
            return _ => Task.CompletedTask;
        }

        var answer = await door.AskAsync(context.Source, Request(context.NoticeId), cancellation);
        var given = answer switch
        {
            DoorAnswer.Given content => content,
            DoorAnswer.Unreachable => throw new TransientNoticeException("LABOUR_AUTHORITY_UNREACHABLE"),
            DoorAnswer.Damaged damaged => throw new EvidenceDamagedException(damaged.Reason),
            _ => throw new InvalidOperationException("The labour authority withheld what it told of."),
        };
        var person = Person(given.Content.PersonalIdentityCode);
        return ParticipationContent.IsOf(given.Content.ServiceParticipation, notice.ParticipationId)
            ? token => kept.KeepAsync(participationId, notice.ParticipationVersion, person, given, context, token)
            : throw new EvidenceDamagedException(ParticipationMismatch);
    }

    private DiscloseRequest Request(Guid noticeId) => new()
    {
        RequestId = noticeId.ToString(),
        Subject = new Subject { NoticeId = noticeId.ToString() },
        Purpose = Purpose.BenefitPayment,
        Categories = { DataCategory.ServiceParticipation },
        Proof = new CaseProof { NoticeId = noticeId.ToString() },
        Actor = Actors.System(Name),
    };

    private PersonalIdentityCode Person(string text)
    {
        var violations = new Violations();
        var code = codes.Read(text, "personal_identity_code", violations);
        return code is not null && !violations.Any ? code : throw new EvidenceDamagedException(ParticipationMismatch);
    }
}
