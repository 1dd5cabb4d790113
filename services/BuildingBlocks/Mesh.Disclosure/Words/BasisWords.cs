using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>On what basis something was given or not, in a sentence for the person it is about. The section of law stands beside it, not in it.</summary>
public static class BasisWords
{
    /// <summary>Key of the sentence of a flow and kind of basis, for example F02.DUTY.</summary>
    public static string KeyOf(string flow, BasisKind kind) => $"{flow}.{WireNames.Of(kind)}";

    /// <summary>The sentence of an attempt, from what its entry and its leaf both say.</summary>
    /// <param name="outcome">PERMIT, DENY, FAULT or LOOK.</param>
    /// <param name="basisKind">Code of the basis; null where none was found.</param>
    /// <param name="flow">The flow of the domain model; null when it belongs to none.</param>
    /// <param name="isRefusalPassed">Whether a refusal of the person's was passed by.</param>
    public static PlainWords Of(string outcome, string? basisKind, string? flow, bool isRefusalPassed)
    {
        if (outcome == WireNames.Of(LedgerOutcome.Look))
        {
            return DisclosureTexts.Of("LOOK");
        }

        if (basisKind is null)
        {
            return DisclosureTexts.Of("NO_BASIS");
        }

        // A rule may be taken out of use and its sentence with it; an entry that rests on it still says its kind.
        var basis = DisclosureTexts.Find($"{flow}.{basisKind}") ?? DisclosureTexts.Find($"KIND.{basisKind}") ?? DisclosureTexts.Of("NO_BASIS");
        var said = outcome == WireNames.Of(LedgerOutcome.Permit) ? basis : DisclosureTexts.Of("NOTHING_GIVEN").Then(basis);
        return isRefusalPassed ? said.Then(DisclosureTexts.Of("REFUSAL_PASSED")) : said;
    }
}
