using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>What a TE office should give of one client: lists and loops, no rules, no revisions, no database.</summary>
public sealed class ClientModel
{
    public List<Consent> Consents { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    public List<OpenedCase> Cases { get; } = [];

    /// <summary>What is given, and on what it rests; nothing and nobody when denied.</summary>
    public (DataCategory[] Given, Guid? Consent, Guid? Case) Expect(
        Participation who, Purpose purpose, DataCategory[] asked, OpenedCase? by, DateTimeOffset now)
    {
        if (by is not null && by.Party != who)
        {
            return ([], null, null);
        }

        var joining = (by is null ? Cases : [by]).Where(c => c.IsOpen && c.Party == who).OrderBy(c => c.Id).FirstOrDefault();
        if (joining is not null && purpose == Purpose.ActivationPlanDrafting && who.Role == ParticipantRole.SocialCare && asked.Contains(DataCategory.PlanCopy))
        {
            return ([DataCategory.PlanCopy], null, joining.Id);
        }

        if (purpose == Purpose.ClientSummary && joining is not null)
        {
            // One basis, so one flow: services before assessments.
            return ([asked.Contains(DataCategory.ServicePointers) ? DataCategory.ServicePointers : DataCategory.AssessmentPointers], null, joining.Id);
        }

        (DataCategory[] Given, Guid? Consent, Guid? Case) best = ([], null, null);
        foreach (var consent in Consents.OrderBy(c => c.Id))
        {
            var today = HelsinkiTime.DateOf(now);
            var lives = !consent.IsWithdrawn && consent.First <= today && today <= consent.Last;
            if (purpose != Purpose.ClientSummary || consent.Purpose != purpose || consent.To != who || !lives)
            {
                continue;
            }

            var given = asked.Where(consent.What.Contains).Where(c => !Refusals.Any(r => Bars(r, who, c))).ToArray();
            if (given.Length > best.Given.Length)
            {
                best = (given, consent.Id, null);
            }
        }

        return best;
    }

    private static bool Bars(Refusal refusal, Participation who, DataCategory category) => !refusal.IsLifted
        && (refusal.To is null || refusal.To == who)
        && (refusal.What.Length == 0 || refusal.What.Contains(category));

    public sealed class Consent
    {
        public required Guid Id { get; init; }

        public required Participation To { get; init; }

        public required Purpose Purpose { get; init; }

        public required DataCategory[] What { get; set; }

        public required DateOnly First { get; init; }

        public required DateOnly Last { get; set; }

        public bool IsWithdrawn { get; set; }
    }

    public sealed class Refusal
    {
        public required Guid Id { get; init; }

        public required Participation? To { get; init; }

        public required DataCategory[] What { get; init; }

        public bool IsLifted { get; set; }
    }

    public sealed class OpenedCase
    {
        public required Guid Id { get; init; }

        public required Participation Party { get; init; }

        public bool IsOpen { get; set; } = true;
    }
}
