using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.ConsentNotices;

/// <summary>
/// Tells whoever a consent names that it was taken back, in the transaction in which it was (F26). All of them, whether or not they were
/// given anything: what the act's snapshot shows of the ledger lacks what was given while it waited at the gate. A notice names no person,
/// so it tells nothing to who was given nothing.
/// </summary>
internal sealed class ConsentNotices(Outbox outbox, DirectoryFile directory, Self self, MeshClock clock) : IConsentListener
{
    public Task OnWithdrawnAsync(ConsentRevision withdrawn, CancellationToken cancellation)
    {
        foreach (var recipient in RecipientsOf(withdrawn))
        {
            outbox.Add(
                new ConsentWithdrawn { ConsentId = withdrawn.ConsentId.ToString(), ConsentRevision = withdrawn.Revision },
                recipient,
                "F26 ConsentWithdrawn");
        }

        return Task.CompletedTask;
    }

    public Task OnNarrowedAsync(ConsentRevision before, ConsentRevision narrowed, CancellationToken cancellation)
    {
        var remaining = narrowed.ReadCategories();

        // An earlier end takes nothing back of what was given.
        if (before.ReadCategories().Except(remaining).Any())
        {
            foreach (var recipient in RecipientsOf(narrowed))
            {
                outbox.Add(
                    new ConsentNarrowed { ConsentId = narrowed.ConsentId.ToString(), ConsentRevision = narrowed.Revision, RemainingCategories = { remaining } },
                    recipient,
                    "F26 ConsentNarrowed");
            }
        }

        return Task.CompletedTask;
    }

    // Who has served the area at any time since the consent began may have been given something, whoever serves it now; the holder, which may
    // serve it too, needs no telling. A support person is no participation, and keeps no copy.
    private IEnumerable<Participation> RecipientsOf(ConsentRevision consent) => ConsentRecipient.TryParse(consent.Recipient, out var recipient)
        ? recipient switch
        {
            ConsentRecipient.Named { Participation: var named } => directory.Current.Find(named) is null ? [] : [named],
            ConsentRecipient.RoleOfArea area => directory.Current.Entries
                .Where(entry => entry.Participation.Role == area.Role
                    && entry.Participation != self.Participation
                    && entry.Areas.Any(served => served.CoversAnyDay(area.Municipality, consent.ValidFrom, clock.Today)))
                .Select(entry => entry.Participation),
            _ => [],
        }
        : [];
}
