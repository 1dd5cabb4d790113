using System.Globalization;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Statutes;
using Mesh.WellbeingRegion.Acts;
using Mesh.WellbeingRegion.JointPlans;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>A placement as decisions see it.</summary>
/// <param name="Version">Version.</param>
/// <param name="State">State.</param>
/// <param name="HasWorkplace">Whether the place is a municipality's, which then confirms it.</param>
public sealed record PlacementSnapshot(int Version, PlacementState State, bool HasWorkplace);

/// <summary>What a measure rests on before it may be agreed or start.</summary>
/// <param name="Plan">The plan by the region's copy.</param>
/// <param name="Measures">AKT-ORDER-1 by the assistance case; null when the plan did not begin with Kela's notice.</param>
public sealed record MeasureGround(PlanInForce Plan, MeasuresState? Measures);

/// <summary>What may happen to a placement. Pure: what is known and the command in, refusal or nothing out.</summary>
public static class PlacementDecisions
{
    /// <summary>A placement is agreed. Of several faults the first is the reason, and all stand beside it.</summary>
    public static ActRefusal? Agree(MeasureGround ground, PlacementOutcome law, IReadOnlyList<PlacementFault> together) =>
        All([.. law.Faults.Concat(together).Select(Reason), .. Faults(ground)]);

    /// <summary>A lawyer's finding.</summary>
    public static ActRefusal? Resolve(PlacementSnapshot known, int expectedVersion) =>
        Stale(known, expectedVersion) ?? In(known, PlacementState.LegalReview);

    /// <summary>F13: the place is asked for.</summary>
    public static ActRefusal? RequestPlace(PlacementSnapshot known, int expectedVersion) =>
        Stale(known, expectedVersion)
        ?? In(known, PlacementState.Agreed)
        ?? (known.HasWorkplace ? null : new ActRefusal(PlacementRefusals.NoWorkplace));

    /// <summary>F13: whoever was asked answers, once.</summary>
    public static ActRefusal? Answer(PlacementSnapshot known) => In(known, PlacementState.PlaceRequested);

    /// <summary>Whether the same answer has been given before, as by a giver who never saw that it was taken.</summary>
    public static bool IsAnswered(PlacementSnapshot known, PlacementState answer) => answer == PlacementState.PlaceConfirmed
        ? known.State is PlacementState.PlaceConfirmed or PlacementState.Started or PlacementState.Ended
        : known.State == answer;

    /// <summary>F13: attendance, also reported after the end.</summary>
    public static ActRefusal? Report(PlacementSnapshot known) => In(known, PlacementState.Started, PlacementState.Ended);

    /// <summary>The work activity starts; the ground is looked at again, since the plan may have been interrupted meanwhile.</summary>
    public static ActRefusal? Start(PlacementSnapshot known, int expectedVersion, MeasureGround ground) =>
        Stale(known, expectedVersion)
        ?? (known is { HasWorkplace: true, State: PlacementState.Agreed or PlacementState.PlaceRequested or PlacementState.PlaceDeclined }
            ? new ActRefusal(PlacementRefusals.PlaceNotConfirmed)
            : In(known, known.HasWorkplace ? PlacementState.PlaceConfirmed : PlacementState.Agreed))
        ?? All([.. Faults(ground)]);

    /// <summary>Whether a day is one of the plan: nothing that it agrees on is done before it is in effect.</summary>
    public static bool IsUnderPlan(MeasureGround ground, DateOnly day) => ground.Plan.EffectiveOn <= day;

    /// <summary>It is called off (F32): at any stage before the start, also when the plan itself no longer holds.</summary>
    public static ActRefusal? Cancel(PlacementSnapshot known, int expectedVersion) =>
        Stale(known, expectedVersion)
        ?? In(
            known,
            PlacementState.LegalReview,
            PlacementState.Agreed,
            PlacementState.PlaceRequested,
            PlacementState.PlaceConfirmed,
            PlacementState.PlaceDeclined);

    /// <summary>The work activity ends.</summary>
    public static ActRefusal? End(PlacementSnapshot known, int expectedVersion) =>
        Stale(known, expectedVersion) ?? In(known, PlacementState.Started);

    private static IEnumerable<RefusalReason> Faults(MeasureGround ground)
    {
        if (!ground.Plan.IsActive)
        {
            yield return PlacementRefusals.PlanNotActive;
        }
        else if (!ground.Plan.HasRehabilitativeWork)
        {
            yield return PlacementRefusals.PlanWithoutRehabilitativeWork;
        }

        if (ground.Measures == MeasuresState.Blocked)
        {
            yield return PlacementRefusals.PlanMissing;
        }
        else if (ground.Measures is MeasuresState.Unknown or MeasuresState.Unspecified)
        {
            yield return PlacementRefusals.MeasuresUnknown;
        }
    }

    private static RefusalReason Reason(PlacementFault fault) => fault.Code switch
    {
        PlacementRules.WorkFromCompany => PlacementRefusals.WorkFromCompany,
        PlacementRules.SubcontractedToCompany => PlacementRefusals.SubcontractedToCompany,
        PlacementsTogether.TooManyDays => PlacementRefusals.TooManyDaysTogether,
        PlacementsTogether.TooManyHours => PlacementRefusals.TooManyHoursTogether,
        ProvisionModeRule.FormNotOfMode => PlacementRefusals.FormNotOfMode,
        PlacementRules.ProcurementConditionsMissing => PlacementRefusals.ProcurementConditionsMissing,
        _ => throw new InvalidOperationException($"{fault.Code} is a violation of the request and was passed."),
    };

    private static ActRefusal? All(RefusalReason[] reasons) => reasons is []
        ? null
        : new ActRefusal(reasons[0], ("reasons", string.Join(',', reasons.Select(reason => reason.Reason))));

    private static ActRefusal? Stale(PlacementSnapshot known, int expectedVersion) => expectedVersion == known.Version
        ? null
        : new ActRefusal(PlacementRefusals.StalePlacementVersion, ("current_version", known.Version.ToString(CultureInfo.InvariantCulture)));

    private static ActRefusal? In(PlacementSnapshot known, params PlacementState[] states) => states.Contains(known.State)
        ? null
        : new ActRefusal(PlacementRefusals.WrongState, ("state", WireNames.UpperSnake(known.State.ToString())));
}
