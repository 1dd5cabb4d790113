namespace Mesh.Statutes;

/// <summary>Who signs an activation plan. In a pilot the municipality signs once, as the labour authority (A10).</summary>
public enum PlanSigner
{
    /// <summary>The labour authority.</summary>
    LabourAuthority = 1,

    /// <summary>The social-care party.</summary>
    SocialCare,

    /// <summary>The client.</summary>
    Client,
}

/// <summary>A signature on one version of a plan.</summary>
/// <param name="By">Who signed.</param>
/// <param name="PlanVersion">Which version, from 1.</param>
/// <param name="On">The day, Europe/Helsinki.</param>
public sealed record VersionSignature(PlanSigner By, int PlanVersion, DateOnly On)
{
    /// <summary>The type's name only: who agreed to what, and when, is about a person.</summary>
    public override string ToString() => nameof(VersionSignature);
}

/// <summary>AKT-SIGN-1: a plan is valid when all three have signed the same version; any change of content voids the signatures before it.</summary>
public static class PlanSigning
{
    /// <summary>Code of the violation of a signature on a version that is not written.</summary>
    public const string NoSuchVersion = "NO_SUCH_PLAN_VERSION";

    /// <summary>Code of the violation of one party signing one version twice.</summary>
    public const string SignedTwice = "SIGNED_TWICE";

    /// <summary>Name of the fact, as violations give it.</summary>
    public const string Signatures = "PLAN_SIGNATURES";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-SIGN-1",
        "A plan is valid when labour authority, social-care party and client have all signed the same version, in any order; any change of content voids the signatures before it, and the plan takes effect on the day of the last one.",
        CitedTexts.PlanSection("§ 8.5"),
        RuleVersion.SinceE2(CitedTexts.PlanSection("§ 8.5")));

    private static readonly Citation OneEvent = new("Product", "domain model 3.2", Certainty.Unsure, Note: "No text lays it down; chosen for the product.");

    /// <summary>AKT-SIGN-2: described here, kept by the owner of the plan.</summary>
    public static readonly RuleDescription AtTheSameTime = new(
        "AKT-SIGN-2",
        "Two signatures given at the same time on one version are both kept, and the plan becomes active exactly once.",
        OneEvent,
        RuleVersion.SinceE2(OneEvent));

    /// <summary>Whether a plan is valid on a day. Signatures given later than that day are not looked at.</summary>
    /// <param name="signatures">Every signature ever given, in any order.</param>
    /// <param name="newestVersion">The newest written version, from 1: the only one whose signatures count.</param>
    /// <param name="asOf">The day asked about.</param>
    /// <exception cref="ArgumentOutOfRangeException">A signer is none of the three, or there is no version.</exception>
    /// <exception cref="ContradictoryFactsException">A version that is not written was signed, or one version twice by one party.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static SigningOutcome Decide(IReadOnlyList<VersionSignature> signatures, int newestVersion, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        ArgumentOutOfRangeException.ThrowIfLessThan(newestVersion, 1);
        if (!signatures.All(s => Enum.IsDefined(s.By)))
        {
            throw new ArgumentOutOfRangeException(nameof(signatures), "A signer is none of the three.");
        }

        var citation = Rule.CiteOn(asOf);
        if (Violations(signatures, newestVersion) is { Length: > 0 } violations)
        {
            throw new ContradictoryFactsException(violations);
        }

        VersionSignature[] given = [.. signatures.Where(s => s.On <= asOf)];
        VersionSignature[] standing = [.. given.Where(s => s.PlanVersion == newestVersion)];
        PlanSigner[] missing = [.. Enum.GetValues<PlanSigner>().Except(standing.Select(s => s.By))];
        return new(
            asOf,
            missing.Length == 0 ? Outcome.Met : Outcome.NotMet,
            missing,
            [.. given.Except(standing)],
            missing.Length == 0 ? standing.Max(s => s.On) : null,
            citation);
    }

    private static FactViolation[] Violations(IReadOnlyList<VersionSignature> signatures, int newestVersion) =>
    [
        .. signatures.Where(s => s.PlanVersion < 1 || s.PlanVersion > newestVersion)
            .Select(s => new FactViolation(NoSuchVersion, Signatures, s.On)),
        .. signatures.GroupBy(s => (s.By, s.PlanVersion)).Where(same => same.Skip(1).Any())
            .Select(same => new FactViolation(SignedTwice, Signatures, same.Max(s => s.On))),
    ];
}

/// <summary>Whether a plan is valid.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="IsValid">Met or not met: who has signed is always known to the plan's owner.</param>
/// <param name="MissingSigners">Whose signature on the newest version is missing.</param>
/// <param name="Voided">Signatures on earlier versions.</param>
/// <param name="EffectiveOn">Day of the last signature; null while one is missing.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record SigningOutcome(
    DateOnly AsOf, Outcome IsValid, IReadOnlyList<PlanSigner> MissingSigners, IReadOnlyList<VersionSignature> Voided, DateOnly? EffectiveOn, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{PlanSigning.Rule.Id} {IsValid}";
}
