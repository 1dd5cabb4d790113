using System.Globalization;
using Mesh.Hosting.Contracts;
using Mesh.WellbeingRegion.Acts;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>An assistance case as decisions see it.</summary>
/// <param name="Version">Version.</param>
/// <param name="State">State.</param>
/// <param name="IsEvaluated">Whether it has been evaluated.</param>
/// <param name="Starts">Who starts, by the newest evaluation.</param>
/// <param name="IsJoint">Whether the labour authority has opened the joint case.</param>
public sealed record AssistanceSnapshot(int Version, AssistanceState State, bool IsEvaluated, StartingAuthority Starts, bool IsJoint = false)
{
    /// <summary>Whether the labour authority that was referred to declined: it will not start, whatever benefit is paid.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>Whether it has not answered, and another is responsible by now.</summary>
    public bool IsElsewhere { get; init; }
}

/// <summary>
/// What may happen to an assistance case. Pure: case and command in, refusal or nothing out. Each names the version the command was
/// made on, so that nobody acts on what he has not read.
/// </summary>
public static class AssistanceDecisions
{
    /// <summary>A worker takes it.</summary>
    public static ActRefusal? Take(AssistanceSnapshot known, int expectedVersion) =>
        Refusal(known, expectedVersion, AssistanceState.Received);

    /// <summary>
    /// It is evaluated, again and again while it goes on. It goes on, too, when it was closed here while the labour authority opened the
    /// joint case: the plan's measures wait for what is found here.
    /// </summary>
    public static ActRefusal? Evaluate(AssistanceSnapshot known) => Refusal(known, GoingOn(known));

    /// <summary>
    /// F04. Where it is not known who starts, the region need not wait: it must act without delay, and inviting takes nothing from
    /// the labour authority.
    /// </summary>
    public static ActRefusal? Invite(AssistanceSnapshot known, int expectedVersion) =>
        Refusal(known, expectedVersion, Referable(known)) ?? known switch
        {
            { IsEvaluated: false } => new ActRefusal(AssistanceRefusals.NotEvaluated),
            { Starts: StartingAuthority.LabourAuthority, IsDeclined: false } => new ActRefusal(AssistanceRefusals.LabourAuthorityStarts),
            _ => null,
        };

    /// <summary>AKT-START-PRIO: only where the labour authority is known to start; else nobody would.</summary>
    public static ActRefusal? HandOver(AssistanceSnapshot known, int expectedVersion) =>
        Refusal(known, expectedVersion, Referable(known)) ?? known switch
        {
            { IsEvaluated: false } or { Starts: StartingAuthority.Unspecified } => new ActRefusal(AssistanceRefusals.NotEvaluated),
            { Starts: StartingAuthority.SocialCare } => new ActRefusal(AssistanceRefusals.RegionStarts),
            _ => null,
        };

    /// <summary>AKT-ORDER-1: the exception, unless the labour authority has said that the job search is valid.</summary>
    public static ActRefusal? Except(AssistanceSnapshot known, int expectedVersion, JobSearchStanding? standing) =>
        Refusal(known, expectedVersion, GoingOn(known))
        ?? (standing is { JobSearchValid: true } ? new ActRefusal(AssistanceRefusals.JobSearchValid) : null);

    /// <summary>No plan is needed. Once the labour authority has opened the joint case there is one.</summary>
    public static ActRefusal? Close(AssistanceSnapshot known, int expectedVersion) =>
        Refusal(known, expectedVersion, AssistanceState.Taken, AssistanceState.Invited);

    /// <summary>Where Kela does not tell the client's group and who is responsible depends on it.</summary>
    public static ActRefusal? RecordClientGroup(AssistanceSnapshot known, int expectedVersion) =>
        Refusal(known, expectedVersion, AssistanceState.Taken);

    private static AssistanceState[] Referable(AssistanceSnapshot known) => known.IsElsewhere
        ? [AssistanceState.Taken, AssistanceState.Invited, AssistanceState.HandedOver]
        : [AssistanceState.Taken];

    private static AssistanceState[] GoingOn(AssistanceSnapshot known) =>
        [AssistanceState.Taken, AssistanceState.Invited, AssistanceState.Joined, .. known.IsJoint ? [AssistanceState.Closed] : Array.Empty<AssistanceState>()];

    private static ActRefusal? Refusal(AssistanceSnapshot known, int expectedVersion, params AssistanceState[] states) =>
        expectedVersion == known.Version
            ? Refusal(known, states)
            : new ActRefusal(
                AssistanceRefusals.StaleCaseVersion, ("current_version", known.Version.ToString(CultureInfo.InvariantCulture)));

    private static ActRefusal? Refusal(AssistanceSnapshot known, params AssistanceState[] states) => states.Contains(known.State)
        ? null
        : new ActRefusal(AssistanceRefusals.WrongState, ("state", WireNames.UpperSnake(known.State.ToString())));
}
