using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>Something that does not hold in an export or in a file of exports.</summary>
/// <param name="Code">Which kind; the codes are those of <see cref="ExportFindings"/> and <see cref="LedgerFaultCode"/>.</param>
/// <param name="Words">In words. Tells of the person whose export it is: for that person's own screen.</param>
/// <param name="Holder">Whose export; null when it is of the whole file.</param>
public sealed record ExportFinding(string Code, string Words, Participation? Holder = null)
{
    /// <summary>Whether it is no fault but a proof that is not there yet: others had no time to cosign.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Whether it is only remarked on: nothing fails by it.</summary>
    public bool IsRemark { get; init; }

    /// <summary>The code alone.</summary>
    public override string ToString() => Code;
}

/// <summary>Codes of findings beside those of the ledger.</summary>
public static class ExportFindings
{
    /// <summary>Not a file of exports.</summary>
    public const string FileUnreadable = "FILE_UNREADABLE";

    /// <summary>The time that the file gives is not that of its newest export.</summary>
    public const string MadeAt = "MADE_AT";

    /// <summary>An export is older than the file's newest by more than it takes to gather them.</summary>
    public const string MadeApart = "MADE_APART";

    /// <summary>The participations of the file are not those of its directory, each once.</summary>
    public const string Participations = "PARTICIPATIONS";

    /// <summary>No public key was given, so nobody vouches for the directory.</summary>
    public const string DirectoryNotChecked = "DIRECTORY_NOT_CHECKED";

    /// <summary>The directory is not signed with the key that was given.</summary>
    public const string DirectorySignature = "DIRECTORY_SIGNATURE";

    /// <summary>The directory is none.</summary>
    public const string DirectoryUnreadable = "DIRECTORY_UNREADABLE";

    /// <summary>An export is no signed statement of its kind.</summary>
    public const string ExportUnreadable = "EXPORT_UNREADABLE";

    /// <summary>An export is another participation's.</summary>
    public const string OtherHolder = "OTHER_HOLDER";

    /// <summary>The holder did not sign the export with a key of that day.</summary>
    public const string ExportSignature = "EXPORT_SIGNATURE";

    /// <summary>Something is not in the form of an export.</summary>
    public const string FormDiffers = "FORM_DIFFERS";

    /// <summary>What is shown of an entry is not what its leaf and the opened commitment say.</summary>
    public const string WordsDiffer = "WORDS_DIFFER";

    /// <summary>The information beside the data is not what follows from directory and entries.</summary>
    public const string InformationDiffers = "INFORMATION_DIFFERS";

    /// <summary>What is said of a consent or refusal is not what its receipts say.</summary>
    public const string ReceiptDiffers = "RECEIPT_DIFFERS";

    /// <summary>A receipt is not one that the holder signed.</summary>
    public const string ReceiptSignature = "RECEIPT_SIGNATURE";

    /// <summary>A receipt is somebody else's.</summary>
    public const string ReceiptOtherSubject = "RECEIPT_OTHER_SUBJECT";

    /// <summary>The receipts of a consent or refusal do not run 1…n.</summary>
    public const string ReceiptGap = "RECEIPT_GAP";

    /// <summary>An entry rests on a consent of which there is no receipt.</summary>
    public const string ConsentUnknown = "CONSENT_UNKNOWN";
}
