using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.WellbeingRegion.Counterparts;

/// <summary>A case owner's refusal as the region's professional is told it: as <see cref="RelayedRefusal"/> has it, in the region's own sentences.</summary>
internal static class OwnerRefusals
{
    private static readonly Dictionary<string, (string Fi, string Sv, string En)> Sentences = new(StringComparer.Ordinal)
    {
        ["STALE_CASE_VERSION"] = (
            "Asia on muuttunut sen omistavassa organisaatiossa. Lue se uudelleen.",
            "Ärendet har ändrats hos den organisation som äger det. Läs det på nytt.",
            "The case has changed at its owner. Read it again."),
        ["STALE_PLAN_VERSION"] = (
            "Suunnitelmasta on uudempi versio. Hae sen kopio ja lue se ennen allekirjoittamista.",
            "Det finns en nyare version av planen. Hämta dess kopia och läs den innan du undertecknar.",
            "There is a newer version of the plan. Fetch its copy and read it before signing."),
        ["ALREADY_SIGNED"] = (
            "Hyvinvointialue on jo allekirjoittanut tämän version.",
            "Välfärdsområdet har redan undertecknat den här versionen.",
            "The region has already signed this version."),
        ["CAPACITY_SERVICE_MISSING"] = (
            "Yhdessä todetun toimintakyvyn rajoitteen vuoksi suunnitelmassa on oltava toimintakykyä parantava palvelu.",
            "På grund av den gemensamt konstaterade begränsningen ska planen innehålla en tjänst som förbättrar funktionsförmågan.",
            "Since a limit of capacity was found jointly, the plan must contain a service that improves capacity."),
        ["ALREADY_FOUND"] = (
            "Hyvinvointialue on jo todennut toimintakyvyn rajoitteen tässä asiassa.",
            "Välfärdsområdet har redan konstaterat begränsningen av funktionsförmågan i ärendet.",
            "The region has already made this finding in the case."),
        ["WORKPLACE_UNKNOWN"] = (
            "Kunnalla ei ole tällaista työpaikkaa.",
            "Kommunen har ingen sådan arbetsplats.",
            "The municipality has no such workplace."),
        ["WORKPLACE_FULL"] = (
            "Työpaikassa ei ole vapaata paikkaa koko sovitulle ajalle.",
            "Arbetsplatsen har ingen ledig plats för hela den avtalade tiden.",
            "The workplace has no free place for the whole period agreed."),
        ["WORKPLACE_NOT_LENT"] = (
            "Kunta ei anna työpaikkaa käyttöön koko sovittuna aikana.",
            "Kommunen ställer inte arbetsplatsen till förfogande under hela den avtalade tiden.",
            "The municipality does not lend the workplace for the whole period agreed."),
        ["WRONG_STATE"] = (
            "Toiminto ei kuulu asian nykyiseen vaiheeseen.",
            "Åtgärden hör inte till ärendets nuvarande skede.",
            "The act does not belong to the present state of the case."),
    };

    /// <summary>What to throw.</summary>
    public static Exception Of(RpcException answer) => RelayedRefusal.Of(answer, Sentences);
}
