using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>What a step says beside its state and its instants.</summary>
/// <param name="Channel">Through which channel; empty while queued.</param>
internal sealed record StepDetail(string Channel)
{
    /// <summary>When it happened by the channel's own word.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>The channel's id of the message.</summary>
    public string? ChannelReference { get; init; }

    /// <summary>Why it failed.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Civil date a letter was posted.</summary>
    public DateOnly? PostedOn { get; init; }
}

/// <summary>Writes steps of the proof, in the running transaction, each with the instants of both clocks.</summary>
internal sealed class ServiceProof(DbContext database, MeshClock clock, TimeProvider time)
{
    /// <summary>The first step of a message.</summary>
    public void Begin(ClientNoticeRow notice) => Write(notice, 1, ServiceState.Queued, new StepDetail(""));

    /// <summary>The next step, if it may follow; false when the message has come further already.</summary>
    public bool TryStep(ClientNoticeRow notice, ServiceState next, StepDetail detail)
    {
        if (!ServiceStates.MayFollow(notice.State, next))
        {
            return false;
        }

        notice.State = next;
        notice.Steps++;
        Write(notice, notice.Steps, next, detail);
        return true;
    }

    private void Write(ClientNoticeRow notice, int number, ServiceState state, StepDetail detail) => database.Add(new ServiceStepRow
    {
        NoticeId = notice.NoticeId,
        Number = number,
        State = state,
        Time = clock.Now,
        RecordedAt = time.GetUtcNow(),
        Channel = detail.Channel,
        StatedAt = detail.StatedAt,
        ChannelReference = detail.ChannelReference,
        FailureCode = detail.FailureCode,
        PostedOn = detail.PostedOn,
    });
}
