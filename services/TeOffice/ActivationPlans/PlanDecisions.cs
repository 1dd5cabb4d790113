using System.Globalization;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>
/// What may happen to an activation plan case (domain model, row 3; AKT-SIGN-1, AKT-REV-1, AKT-INT-3, KTT-NEED-1, KTT-INFO-1). Pure:
/// state and command in, outcome out. The labour authority orders what happens (A16), so every command names what it was made on; a finding and
/// a piece of information stand for themselves, whatever else has happened.
/// </summary>
public static class PlanDecisions
{
    /// <summary>The parties of a plan.</summary>
    public static IReadOnlyList<SignerRole> Everybody { get; } = [SignerRole.LabourAuthority, SignerRole.SocialCare, SignerRole.Client];

    /// <summary>F03: the other authority is invited.</summary>
    public static PlanOutcome Invite(PlanSnapshot plan, int expectedVersion) =>
        Refusal(plan, expectedVersion, PlanState.Identified) ?? Goes(plan with { State = PlanState.Invited });

    /// <summary>
    /// The invitation is accepted. The acceptance names no version: nothing else can have happened since the invitation. Accepted
    /// again, as by a region that never saw the first answer, it stands as it is.
    /// </summary>
    public static PlanOutcome Accept(PlanSnapshot plan) => plan.State is > PlanState.Invited and not PlanState.Ended
        ? new PlanOutcome.Done(plan)
        : Refusal(plan, PlanState.Invited) ?? Goes(plan with { State = PlanState.Drafting });

    /// <summary>The other authority contributes. It becomes part of the plan, and of what is signed, with the next version.</summary>
    public static PlanOutcome Contribute(PlanSnapshot plan, int expectedVersion) =>
        Refusal(plan, expectedVersion, PlanState.Drafting, PlanState.AwaitingSignatures) ?? Goes(plan);

    /// <summary>A new version is written. Signatures stand on bytes, so those given to an earlier version lapse (AKT-SIGN-1).</summary>
    public static PlanOutcome Draft(PlanSnapshot plan, int expectedVersion, string digest, PlanServices services) =>
        Refusal(plan, expectedVersion, PlanState.Drafting, PlanState.AwaitingSignatures)
        ?? NeedUnmet(plan, services)
        ?? Goes(plan with
        {
            State = PlanState.AwaitingSignatures,
            PlanVersion = plan.PlanVersion + 1,
            Digest = digest,
            SignedBy = [],
        });

    /// <summary>
    /// F07: a party signs. The version of the plan is named, not that of the case, so that two signatures given at the same time are
    /// both kept (AKT-SIGN-2). With the last one the plan is active from that day.
    /// </summary>
    /// <param name="plan">The case.</param>
    /// <param name="role">Who signs.</param>
    /// <param name="planVersion">The version named.</param>
    /// <param name="digest">The digest named.</param>
    /// <param name="services">What the newest version holds.</param>
    /// <param name="now">When.</param>
    public static PlanOutcome Sign(
        PlanSnapshot plan, SignerRole role, int planVersion, string digest, PlanServices services, DateTimeOffset now)
    {
        if (planVersion != plan.PlanVersion)
        {
            return new PlanOutcome.Refused(PlanRefusals.StalePlanVersion, Detail("current_plan_version", plan.PlanVersion));
        }

        if (digest != plan.Digest)
        {
            return new PlanOutcome.Refused(PlanRefusals.DigestNotOfVersion);
        }

        if (plan.SignedBy.Contains(role))
        {
            return new PlanOutcome.Refused(PlanRefusals.AlreadySigned);
        }

        if ((Refusal(plan, PlanState.AwaitingSignatures) ?? NeedUnmet(plan, services) ?? Uninformed(plan, role, services, now)) is { } refusal)
        {
            return refusal;
        }

        var signed = plan with { SignedBy = [.. plan.SignedBy, role] };
        return Everybody.All(signed.SignedBy.Contains)
            ? Settles(signed with { State = PlanState.Active, EffectiveOn = HelsinkiTime.DateOf(now) })
            : Goes(signed);
    }

    /// <summary>KTT-NEED-1: a party finds that limits of capacity prevent work or employment services.</summary>
    public static PlanOutcome Find(PlanSnapshot plan, SignerRole role) => plan.FoundBy.Contains(role)
        ? new PlanOutcome.Refused(PlanRefusals.AlreadyFound)
        : Refusal(plan, PlanState.Drafting, PlanState.AwaitingSignatures) ?? Goes(plan with { FoundBy = [.. plan.FoundBy, role] });

    /// <summary>KTT-INFO-1: an authority has told the client of benefits and compensations.</summary>
    public static PlanOutcome Inform(PlanSnapshot plan, InformationGiven given) =>
        Refusal(plan, PlanState.Drafting, PlanState.AwaitingSignatures)
        ?? (given.InformedAt < plan.OpenedAt
            ? new PlanOutcome.Refused(PlanRefusals.InformedBeforeCase)
            : Goes(plan with { Informed = [.. plan.Informed, given] }));

    /// <summary>AKT-REV-1: a review was held. Days late are counted from the last lawful date to the day it was held.</summary>
    public static PlanOutcome Review(PlanSnapshot plan, int expectedVersion, DateOnly heldOn)
    {
        if (Refusal(plan, expectedVersion, PlanState.Active) is { } refusal)
        {
            return refusal;
        }

        return heldOn < plan.ReviewAnchor
            ? new PlanOutcome.Refused(PlanRefusals.ReviewBeforeAnchor, ("anchor", WireDate.WriteOptional(plan.ReviewAnchor)))
            : Settles(plan with { LastReviewOn = heldOn });
    }

    /// <summary>AKT-INT-3: the client is invited to be heard before a decision on interruption; once while an answer may still come.</summary>
    public static PlanOutcome InviteToHearing(PlanSnapshot plan, int expectedVersion, OpenHearing hearing) =>
        Refusal(plan, expectedVersion, PlanState.Active)
        ?? (plan.OpenHearings.FirstOrDefault(hearing.IsAbout) is { } open
            ? new PlanOutcome.Refused(PlanRefusals.HearingOpen, ("answer_by", WireDate.Write(open.AnswerBy)))
            : Goes(plan with { OpenHearings = [.. plan.OpenHearings, hearing] }));

    /// <summary>When the next review is due; null before the plan is active.</summary>
    public static Deadline? NextReview(PlanSnapshot plan) =>
        plan is { State: PlanState.Active, ReviewAnchor: { } anchor } ? Statutes.ReviewSchedule.After(anchor) : null;

    /// <summary>KTT-NEED-1: whether a version with these services may be written or signed.</summary>
    public static bool MeetsNeed(PlanSnapshot plan, PlanServices services) =>
        RehabilitativeWorkInPlan.MeetsNeed(plan.FoundJointly, services.Kinds);

    private static PlanOutcome? NeedUnmet(PlanSnapshot plan, PlanServices services) =>
        MeetsNeed(plan, services) ? null : new PlanOutcome.Refused(PlanRefusals.CapacityServiceMissing);

    // The authorities sign for themselves; it is the client who is to know beforehand.
    private static PlanOutcome? Uninformed(PlanSnapshot plan, SignerRole role, PlanServices services, DateTimeOffset now)
    {
        if (role != SignerRole.Client || !services.HasRehabilitativeWork)
        {
            return null;
        }

        var information = RehabilitativeWorkInPlan.Information(
            plan.InformedBy(SignerRole.LabourAuthority), plan.InformedBy(SignerRole.SocialCare), now);
        return information.Given
            ? null
            : new PlanOutcome.Refused(
                PlanRefusals.KttInfoMissing,
                ("missing", string.Join(',', information.Missing.Select(authority => WireNames.UpperSnake(authority.ToString())))));
    }

    // What organisers told before is taken into account by what the parties agree or find now (F32).
    private static PlanOutcome Settles(PlanSnapshot next) => Goes(next with { SettledVersion = next.Version + 1, ServicesOver = false });

    private static PlanOutcome Goes(PlanSnapshot next) => new PlanOutcome.Done(next with { Version = next.Version + 1 });

    private static PlanOutcome? Refusal(PlanSnapshot plan, int expectedVersion, params PlanState[] states) =>
        expectedVersion == plan.Version
            ? Refusal(plan, states)
            : new PlanOutcome.Refused(PlanRefusals.StaleCaseVersion, Detail("current_version", plan.Version));

    private static PlanOutcome? Refusal(PlanSnapshot plan, params PlanState[] states) =>
        states.Contains(plan.State)
            ? null
            : new PlanOutcome.Refused(PlanRefusals.WrongState, ("state", WireNames.UpperSnake(plan.State.ToString())));

    private static (string, string) Detail(string key, int value) => (key, value.ToString(CultureInfo.InvariantCulture));
}
