using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Municipality.Workplaces;

/// <summary>Why a place is not given, or not answered for.</summary>
public static class WorkplaceRefusals
{
    /// <summary>There is no such workplace here.</summary>
    public static readonly RefusalReason Unknown = new(
        StatusCode.NotFound,
        "WORKPLACE_UNKNOWN",
        "Työpaikkaa ei ole.",
        "Arbetsplatsen finns inte.",
        "There is no such workplace.");

    /// <summary>Every place is taken on at least one of the days.</summary>
    public static readonly RefusalReason Full = new(
        StatusCode.FailedPrecondition,
        "WORKPLACE_FULL",
        "Työpaikassa ei ole vapaata paikkaa koko pyydetylle ajalle.",
        "På arbetsplatsen finns ingen ledig plats för hela den begärda tiden.",
        "The workplace has no free place for the whole time asked for.");

    /// <summary>The workplace is not lent on every one of the days.</summary>
    public static readonly RefusalReason NotLent = new(
        StatusCode.FailedPrecondition,
        "WORKPLACE_NOT_LENT",
        "Työpaikka ei ole käytettävissä koko pyydettyä aikaa.",
        "Arbetsplatsen är inte tillgänglig hela den begärda tiden.",
        "The workplace is not lent for the whole time asked for.");

    /// <summary>The placement's place was asked for before, at another workplace or for another time.</summary>
    public static readonly RefusalReason AlreadyAsked = new(
        StatusCode.FailedPrecondition,
        "PLACE_ALREADY_REQUESTED",
        "Sijoitukselle on jo pyydetty paikka toisin tiedoin.",
        "En plats har redan begärts för placeringen med andra uppgifter.",
        "A place has already been asked for the placement, in another way.");

    /// <summary>The region has been told the opposite.</summary>
    public static readonly RefusalReason AlreadyAnswered = new(
        StatusCode.FailedPrecondition,
        "PLACE_ALREADY_ANSWERED",
        "Paikkapyyntöön on jo vastattu toisin.",
        "Platsbegäran har redan besvarats på annat sätt.",
        "The request for the place has already been answered otherwise.");

    /// <summary>The region has given the place back.</summary>
    public static readonly RefusalReason Released = new(
        StatusCode.FailedPrecondition,
        "PLACE_RELEASED",
        "Hyvinvointialue on vapauttanut paikan.",
        "Välfärdsområdet har frigjort platsen.",
        "The region has given the place back.");

    /// <summary>Attendance is recorded at a confirmed place only.</summary>
    public static readonly RefusalReason NotConfirmed = new(
        StatusCode.FailedPrecondition,
        "PLACE_NOT_CONFIRMED",
        "Paikkaa ei ole vahvistettu.",
        "Platsen har inte bekräftats.",
        "The place has not been confirmed.");

    /// <summary>What came through the region's door is not what its ledger holds, or is about another placement.</summary>
    public static readonly RefusalReason DetailsDamaged = Refusals.EvidenceDamaged("PLACEMENT_DETAILS_DAMAGED");
}
