namespace Mesh.Disclosure;

/// <summary>The sections of law that rules rest on, each written once. What was not read says so in its own text.</summary>
internal static class Sections
{
    // The act was read in its wording of 2014; of its later amendments only 1 and 2 §.
    private const string LaterJointService = "935/2022, 339/2022; 381/2023 since 1.1.2025";

    public static readonly Citation Launching = new("189/2001 5 § 2 mom.", Certainty.Read);
    public static readonly Citation Prolonged = new("189/2001 5 § 3 mom.", Certainty.Read);
    public static readonly Citation Order = new("189/2001 5 § 4 mom.", Certainty.Read);
    public static readonly Citation Making = new("189/2001 5 §", Certainty.Read);
    public static readonly Citation Organising = new("189/2001 6 §", Certainty.Read);
    public static readonly Citation Signing = new("189/2001 8 §", Certainty.Read);
    public static readonly Citation Informing = new("189/2001 12 §", Certainty.Read);

    public static readonly Citation PaidDays = new("1369/2014 2 § 4 mom.", Certainty.Read);
    public static readonly Citation JointService = new("1369/2014 2 §", Certainty.Read);
    public static readonly Citation MappingParts = new("1369/2014 9 § 2 mom.", Certainty.Read, LaterJointService);
    public static readonly Citation JointPlan = new("1369/2014 10 §", Certainty.Read, LaterJointService);
    public static readonly Citation NecessaryParts = new("1369/2014 11 § 2 mom.", Certainty.Read, LaterJointService);

    // No section was read for what the labour authority tells Kela of participations.
    public static readonly Citation Participating = new("1290/2002 (section not read)", Certainty.Unsure);
    public static readonly Citation Cofinancing = new("1290/2002 (section of the municipality's share not read)", Certainty.Unsure);
    public static readonly Citation Obligation = new("916/2012 (section of the obligation not read)", Certainty.Unsure);
    public static readonly Citation FollowingServices = new("916/2012 (section of plan follow-up not read)", Certainty.Unsure);
}
