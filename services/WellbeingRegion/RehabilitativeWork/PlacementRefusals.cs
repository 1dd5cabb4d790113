using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Statutes;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>Why an act on a placement is refused.</summary>
public static class PlacementRefusals
{
    /// <summary>KTT-PROV-1: the work activity is a company's.</summary>
    public static readonly RefusalReason WorkFromCompany = Precondition(
        PlacementRules.WorkFromCompany,
        "Kuntouttavan työtoiminnan työtoimintaa ei saa hankkia yritykseltä.",
        "Arbetsverksamheten får inte skaffas av ett företag.",
        "The work activity may not be acquired from a company.");

    /// <summary>KTT-PROV-1: some of the work activity is subcontracted to a company.</summary>
    public static readonly RefusalReason SubcontractedToCompany = Precondition(
        PlacementRules.SubcontractedToCompany,
        "Kuntouttavan työtoiminnan työtoimintaa ei saa hankkia yritykseltä alihankintanakaan.",
        "Arbetsverksamheten får inte skaffas av ett företag ens som underleverans.",
        "The work activity may not be acquired from a company, not even as a subcontract.");

    /// <summary>KTT-ORG-2: the provider cannot provide in this mode.</summary>
    public static readonly RefusalReason FormNotOfMode = Precondition(
        ProvisionModeRule.FormNotOfMode,
        "Tämä järjestämistapa ei sovi työtoiminnan antajan oikeudelliseen muotoon.",
        "Detta sätt att ordna verksamheten passar inte den juridiska formen hos den som ger den.",
        "This mode of provision is not open to a provider of this legal form.");

    /// <summary>KTT-PROV-3: horizontal cooperation without its conditions confirmed.</summary>
    public static readonly RefusalReason ProcurementConditionsMissing = Precondition(
        PlacementRules.ProcurementConditionsMissing,
        "Horisontaalisen yhteistyön hankintaedellytyksiä ei ole vahvistettu.",
        "Förutsättningarna för horisontellt samarbete har inte bekräftats.",
        "The procurement conditions of horizontal cooperation are not confirmed.");

    /// <summary>KTT-DUR: the client's placements together take more days of a week than there may be.</summary>
    public static readonly RefusalReason TooManyDaysTogether = Precondition(
        PlacementsTogether.TooManyDays,
        "Asiakkaan sijoitukset veisivät yhdessä liian monta päivää viikossa.",
        "Klientens placeringar skulle tillsammans ta för många dagar i veckan.",
        "The client's placements would together take too many days a week.");

    /// <summary>KTT-DUR: the client's placements together take more hours of a week than there may be.</summary>
    public static readonly RefusalReason TooManyHoursTogether = Precondition(
        PlacementsTogether.TooManyHours,
        "Asiakkaan sijoitukset veisivät yhdessä liian monta tuntia viikossa.",
        "Klientens placeringar skulle tillsammans ta för många timmar i veckan.",
        "The client's placements would together take too many hours a week.");

    /// <summary>The plan is not active by the region's signed copy.</summary>
    public static readonly RefusalReason PlanNotActive = Precondition(
        "PLAN_NOT_ACTIVE",
        "Hyvinvointialueella ei ole voimassa olevaa, kaikkien allekirjoittamaa suunnitelmaa.",
        "Välfärdsområdet har ingen gällande plan som alla har undertecknat.",
        "The region holds no active plan that all have signed.");

    /// <summary>The plan contains no rehabilitative work activity.</summary>
    public static readonly RefusalReason PlanWithoutRehabilitativeWork = Precondition(
        "PLAN_WITHOUT_REHABILITATIVE_WORK",
        "Suunnitelmassa ei ole sovittu kuntouttavasta työtoiminnasta.",
        "I planen har inte avtalats om arbetsverksamhet i rehabiliteringssyfte.",
        "The plan contains no rehabilitative work activity.");

    /// <summary>AKT-ORDER-1: neither employment plan nor interview.</summary>
    public static readonly RefusalReason PlanMissing = Precondition(
        MeasuresOrderRule.PlanMissing,
        "Toimenpiteitä ei voi aloittaa ennen työllistymissuunnitelmaa tai sovittua haastattelua.",
        "Åtgärderna kan inte inledas före en sysselsättningsplan eller en överenskommen intervju.",
        "Measures cannot start before an employment plan is made or an interview agreed.");

    /// <summary>AKT-ORDER-1: whether there is either is not known, and unknown starts nothing.</summary>
    public static readonly RefusalReason MeasuresUnknown = Precondition(
        "MEASURES_UNKNOWN",
        "Ei tiedetä, onko työllistymissuunnitelma tehty tai haastattelu sovittu. Arvioi asia uudelleen.",
        "Det är inte känt om en sysselsättningsplan har gjorts eller en intervju avtalats. Bedöm ärendet på nytt.",
        "It is not known whether an employment plan is made or an interview agreed. Evaluate the case again.");

    /// <summary>Whoever gives the place has not confirmed it.</summary>
    public static readonly RefusalReason PlaceNotConfirmed = Precondition(
        "PLACE_NOT_CONFIRMED",
        "Paikan antaja ei ole vahvistanut paikkaa.",
        "Den som ger platsen har inte bekräftat den.",
        "The place has not been confirmed by whoever gives it.");

    /// <summary>The place is not a municipality's, so there is nobody to ask for it.</summary>
    public static readonly RefusalReason NoWorkplace = Precondition(
        "NO_WORKPLACE",
        "Sijoituksessa ei ole kunnan työpaikkaa, jota pyytää.",
        "Placeringen har ingen kommunal arbetsplats att be om.",
        "The placement has no municipality's workplace to ask for.");

    /// <summary>The act does not belong to the placement's state.</summary>
    public static readonly RefusalReason WrongState = Precondition(
        "WRONG_STATE",
        "Toiminto ei kuulu sijoituksen nykyiseen vaiheeseen.",
        "Åtgärden hör inte till placeringens nuvarande skede.",
        "The act does not belong to the present state of the placement.");

    /// <summary>The placement has moved on since the caller read it.</summary>
    public static readonly RefusalReason StalePlacementVersion = new(
        StatusCode.Aborted,
        "STALE_PLACEMENT_VERSION",
        "Sijoitus on muuttunut. Lue se uudelleen.",
        "Placeringen har ändrats. Läs den på nytt.",
        "The placement has changed. Read it again.");

    private static RefusalReason Precondition(string reason, string fi, string sv, string en) =>
        new(StatusCode.FailedPrecondition, reason, fi, sv, en);
}
