using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What decisions on a case depend on, and nothing else.</summary>
/// <param name="Version">Version of the case; every act raises it.</param>
/// <param name="State">State of the case.</param>
/// <param name="PlanVersion">Newest version of the plan; 0 before the first.</param>
/// <param name="Digest">SHA-256 of the newest version's bytes, hexadecimal; empty before the first.</param>
/// <param name="SignedBy">Whose signatures stand on the newest version.</param>
/// <param name="EffectiveOn">Civil date of the last signature; null before the plan is active.</param>
/// <param name="LastReviewOn">Civil date of the last review held; null before the first.</param>
public sealed record PlanSnapshot(
    int Version,
    PlanState State,
    int PlanVersion,
    string Digest,
    IReadOnlyList<SignerRole> SignedBy,
    DateOnly? EffectiveOn,
    DateOnly? LastReviewOn)
{
    /// <summary>A need was recorded.</summary>
    public static PlanSnapshot Opened { get; } = new(1, PlanState.Identified, 0, "", [], null, null);

    /// <summary>From when the next review is counted (A13): the last review held, else the effective date.</summary>
    public DateOnly? ReviewAnchor => LastReviewOn ?? EffectiveOn;
}
