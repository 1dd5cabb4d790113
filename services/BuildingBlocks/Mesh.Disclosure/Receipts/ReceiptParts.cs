using System.Globalization;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Parties, events and codes as a receipt writes them.</summary>
internal static class ReceiptParts
{
    /// <summary>A moment in UTC, to the second: what people and courts compare.</summary>
    public static string Instant(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Purposes; the class of all when the act names none.</summary>
    public static object[] Purposes(IReadOnlyList<Purpose> purposes) => purposes.Count == 0
        ? ["dpv:Purpose"]
        : [.. purposes.Select(purpose => $"mesh:purpose-{WireNames.Of(purpose)}")];

    /// <summary>Categories of data; the class of all when the act names none.</summary>
    public static object[] Categories(IReadOnlyList<DataCategory> categories) => categories.Count == 0
        ? ["dpv:PersonalData"]
        : [.. categories.Select(category => $"mesh:category-{WireNames.Of(category)}")];

    /// <summary>Who may receive, or may not.</summary>
    public static object[] Recipients(string stored, ParticipantDirectory directory)
    {
        if (!ConsentRecipient.TryParse(stored, out var recipient))
        {
            throw new InvalidOperationException("A stored act names no recipient.");
        }

        return
        [
            recipient switch
            {
                ConsentRecipient.Named { Participation: var named } when directory.Find(named) is { } entry => Party("dpv:Recipient", entry),
                ConsentRecipient.Named { Participation: var named } => new Dictionary<string, object>
                {
                    ["@id"] = named.Urn,
                    ["@type"] = "dpv:Recipient",
                    ["dpv:hasIdentifier"] = named.Organisation.ToString(),
                },
                ConsentRecipient.RoleOfArea area => new Dictionary<string, object>
                {
                    ["@type"] = "dpv:Recipient",
                    ["mesh:municipality"] = area.Municipality,
                    ["mesh:role"] = area.Role.WireCode(),
                },
                ConsentRecipient.SupportPerson person => new Dictionary<string, object>
                {
                    ["@type"] = "dpv:Recipient",
                    ["dpv:hasIdentifier"] = person.Person,
                    ["mesh:case"] = $"urn:uuid:{person.CaseId:D}",
                },
                _ => throw new InvalidOperationException("There is no such recipient."),
            },
        ];
    }

    /// <summary>A participation by name and business id.</summary>
    public static Dictionary<string, object> Party(string type, DirectoryEntry entry) => new()
    {
        ["@id"] = entry.Participation.Urn,
        ["@type"] = type,
        ["dpv:hasContact"] = entry.Endpoint.AbsoluteUri,
        ["dpv:hasIdentifier"] = entry.Participation.Organisation.ToString(),
        ["dpv:hasName"] = new object[]
        {
            InLanguage("fi", entry.Name.Fi), InLanguage("sv", entry.Name.Sv), InLanguage("en", entry.Name.En),
        },
    };

    /// <summary>What happened, when, how it was given and how long it holds.</summary>
    public static Dictionary<string, object> Event(ClientActRevision revision)
    {
        var (status, act, valid) = revision switch
        {
            ConsentRevision consent => (
                consent.Act == ConsentAct.Withdrawn ? "dpv:ConsentWithdrawn" : "dpv:ConsentGiven",
                WireNames.Of(consent.Act),
                ConsentValidity.OfDays(consent.ValidFrom, consent.ValidThrough)),
            RefusalRevision refusal => (
                // Lifting says nothing of consent: whether there is one is for the consents to say.
                refusal.Act == RefusalAct.Lifted ? "dpv:ConsentUnknown" : "dpv:ConsentRefused",
                WireNames.Of(refusal.Act),
                (ConsentValidity?)null),
            _ => throw new InvalidOperationException("There is no receipt for such an act."),
        };
        var said = new Dictionary<string, object>
        {
            ["@type"] = status,
            ["dct:date"] = Instant(revision.Time),
            ["dct:valid"] = valid is { } days ? $"{Instant(days.From)}/{Instant(days.To)}" : $"{Instant(((RefusalRevision)revision).BarsFrom)}/..",
            ["dpv:hasIndicationMethod"] = $"mesh:how-given-{WireNames.Of(revision.HowGiven)}",
            ["dpv:isImplementedByEntity"] = $"urn:uuid:{revision.SubjectId:D}",
            ["mesh:act"] = act,
            ["mesh:actedAs"] = revision.ActedAs,
            ["mesh:evidenceSha256"] = Convert.ToHexStringLower(revision.FormSha256),
            ["mesh:revision"] = revision.Revision,
            ["mesh:revisionSha256"] = Convert.ToHexStringLower(revision.Sha256),
        };
        if (revision is ConsentRevision { Act: not ConsentAct.Withdrawn })
        {
            said["dpv:hasLegalBasis"] = "dpv:ExplicitlyExpressedConsent";
        }

        if (revision.FormId is { } form)
        {
            said["mesh:form"] = $"urn:uuid:{form:D}";
        }

        if (revision.MandateKind != MandateKind.Unspecified)
        {
            said["mesh:mandate"] = new Dictionary<string, object>
            {
                ["mesh:kind"] = WireNames.Of(revision.MandateKind),
                ["mesh:source"] = revision.MandateSource,
            };
        }

        return said;
    }

    private static Dictionary<string, object> InLanguage(string language, string text) => new()
    {
        ["@language"] = language,
        ["@value"] = text,
    };
}
