using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>One way in which a holder may disclose: a row of domain model section 4, as data. What no rule names is denied.</summary>
public sealed record DisclosureRule
{
    /// <summary>Flow of the domain model, for example F02.</summary>
    public required string Flow { get; init; }

    /// <summary>Duty, right or consent.</summary>
    public required BasisKind Kind { get; init; }

    /// <summary>Sections of law; none for consent, whose source is the client.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>In which roles the data is held.</summary>
    public required IReadOnlyList<ParticipantRole> Holders { get; init; }

    /// <summary>In which roles others may get it. Never the holder's own: between two offices of one kind no flow runs.</summary>
    public required IReadOnlyList<ParticipantRole> Recipients { get; init; }

    /// <summary>For what the data may be used.</summary>
    public required IReadOnlyList<Purpose> Purposes { get; init; }

    /// <summary>Which categories are necessary for that.</summary>
    public required IReadOnlyList<DataCategory> Categories { get; init; }

    /// <summary>Why just these are what is necessary; for the reader of the published table.</summary>
    public required string Necessity { get; init; }

    /// <summary>Whether the holder must itself have sent the requester a notice about the subject.</summary>
    public bool NeedsOwnNotice { get; init; }

    /// <summary>The open case that is needed; null when none is.</summary>
    public CaseCondition? Case { get; init; }

    /// <summary>Whether the minimal data of the flow names the person, so that the answer carries the personal identity code.</summary>
    public bool NamesPerson { get; init; }

    /// <summary>Whether the recipient cannot do what the law demands of it without the contact, so that a contact ban does not withhold it.</summary>
    public bool DespiteContactBan { get; init; }

    /// <summary>Whether a professional of the holder must approve first: what is necessary of health and narrative is for a person to say.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Whether the rule is in use. One that is off is published and never permits.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>The sections as written into the answer and the ledger.</summary>
    public string CitationText => string.Join(", ", Citations.Select(citation => citation.Text));

    /// <summary>Whether it rests on a text that has been amended since it was read.</summary>
    public bool RestsOnSupersededText => Citations.Any(citation => citation.SupersededBy is not null);

    /// <summary>Whether the rule is between these roles.</summary>
    public bool IsBetween(Participation holder, Participation recipient) =>
        holder.Role != recipient.Role && Holders.Contains(holder.Role) && Recipients.Contains(recipient.Role);

    /// <summary>The categories of these that the rule covers, in the order asked.</summary>
    public IReadOnlyList<DataCategory> Covered(IEnumerable<DataCategory> asked) => [.. asked.Where(Categories.Contains)];
}
