using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// What a receipt says, in the shape of ISO/IEC TS 27560 with the Data Privacy Vocabulary (https://w3id.org/dpv/guides/consent-27560,
/// profile receipt-eu-gdpr). Pure: the same act gives the same document. Holds opaque ids only; a professional's id not even so, since the
/// act is the client's.
/// </summary>
internal static class ReceiptDocument
{
    /// <summary>The profile that the receipt conforms to.</summary>
    public const string Profile = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr";

    private const string RecordProfile = "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr";

    private static readonly Dictionary<string, object> Context = new()
    {
        ["dct"] = "http://purl.org/dc/terms/",
        ["dpv"] = "https://w3id.org/dpv#",
        ["eu-gdpr"] = "https://w3id.org/dpv/legal/eu/gdpr#",
        ["loc"] = "https://w3id.org/dpv/loc#",
        ["mesh"] = "urn:mesh:vocabulary:",
        ["schema"] = "https://schema.org/",
    };

    // The supervisory authority of Finland: whom a client may complain to (GDPR 13-2d).
    internal static readonly Dictionary<string, object> Authority = new()
    {
        ["@type"] = "dpv:DataProtectionAuthority",
        ["dpv:hasContact"] = "https://tietosuoja.fi",
        ["dpv:hasName"] = "Tietosuojavaltuutetun toimisto",
    };

    /// <summary>The document of the last of these revisions.</summary>
    public static Dictionary<string, object> Of(
        Guid receiptId, DirectoryEntry issuer, ParticipantDirectory directory, IReadOnlyList<ClientActRevision> history)
    {
        var latest = history[^1];
        return new()
        {
            ["@context"] = Context,
            ["@id"] = Urn(receiptId),
            ["@type"] = "dpv:ConsentReceipt",
            ["dct:conformsTo"] = Profile,
            ["dct:created"] = ReceiptParts.Instant(latest.Time),
            ["dct:identifier"] = receiptId.ToString("D"),
            ["dct:publisher"] = issuer.Participation.Urn,
            ["dpv:hasRecordOfActivity"] = RecordOf(issuer, directory, history),
            ["schema:recipient"] = Urn(latest.SubjectId),
        };
    }

    private static Dictionary<string, object> RecordOf(
        DirectoryEntry issuer, ParticipantDirectory directory, IReadOnlyList<ClientActRevision> history)
    {
        var latest = history[^1];
        return new()
        {
            ["@id"] = Urn(latest.HistoryId),
            ["@type"] = "dpv:ConsentRecord",
            ["dct:conformsTo"] = RecordProfile,
            ["dct:hasVersion"] = latest.Revision,
            ["dct:identifier"] = latest.HistoryId.ToString("D"),
            ["dpv:hasApplicableLaw"] = "eu-gdpr:GDPR",
            ["dpv:hasAuthority"] = Authority,
            ["dpv:hasConsentStatus"] = history.Select(ReceiptParts.Event).ToArray<object>(),
            ["dpv:hasDataController"] = ReceiptParts.Party("dpv:DataController", issuer),
            ["dpv:hasDataSubject"] = new Dictionary<string, object> { ["@id"] = Urn(latest.SubjectId), ["@type"] = "dpv:DataSubject" },
            ["dpv:hasJurisdiction"] = "loc:FI",
            ["dpv:hasNotice"] = new Dictionary<string, object>
            {
                ["@type"] = "dpv:ConsentNotice",
                ["dct:hasVersion"] = history[0].TextVersion,
                ["dct:language"] = history[0].Language,
            },
            ["dpv:hasProcess"] = ProcessOf(issuer, directory, latest),
            ["dpv:hasRight"] = new object[] { "eu-gdpr:A7-3", "eu-gdpr:A15", "eu-gdpr:A77" },
        };
    }

    private static Dictionary<string, object> ProcessOf(DirectoryEntry issuer, ParticipantDirectory directory, ClientActRevision latest)
    {
        var (recipients, purposes, categories) = latest switch
        {
            ConsentRevision consent => (
                ReceiptParts.Recipients(consent.Recipient, directory),
                ReceiptParts.Purposes([consent.Purpose]),
                ReceiptParts.Categories(WireNames.Read<DataCategory>(consent.Categories))),
            RefusalRevision refusal => (
                refusal.Recipient.Length == 0 ? ["dpv:Recipient"] : ReceiptParts.Recipients(refusal.Recipient, directory),
                ReceiptParts.Purposes(WireNames.Read<Purpose>(refusal.Purposes)),
                ReceiptParts.Categories(WireNames.Read<DataCategory>(refusal.Categories))),
            _ => throw new InvalidOperationException("There is no receipt for such an act."),
        };
        return new()
        {
            ["@type"] = "dpv:Process",
            ["dpv:hasConsentControl"] = new Dictionary<string, object>
            {
                ["@type"] = "dpv:WithdrawConsent",
                ["dpv:hasContact"] = issuer.Endpoint.AbsoluteUri,
            },
            ["dpv:hasDataSource"] = issuer.Participation.Urn,
            ["dpv:hasLegalBasis"] = "eu-gdpr:A6-1-a",
            ["dpv:hasPersonalData"] = categories,
            ["dpv:hasProcessing"] = "dpv:Disclose",
            ["dpv:hasPurpose"] = purposes,
            ["dpv:hasRecipient"] = recipients,
            ["dpv:hasStorageCondition"] = new Dictionary<string, object>
            {
                ["@type"] = "dpv:StorageLocation",
                ["dpv:hasLocation"] = "loc:FI",
            },
        };
    }

    private static string Urn(Guid id) => $"urn:uuid:{id:D}";
}
