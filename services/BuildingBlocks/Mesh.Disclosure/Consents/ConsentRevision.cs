using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What a revision of a consent says.</summary>
public enum ConsentAct
{
    /// <summary>The client has consented.</summary>
    Registered = 1,

    /// <summary>The client has withdrawn.</summary>
    Withdrawn,

    /// <summary>The client has taken part of it back: fewer categories, or an earlier end.</summary>
    Narrowed,
}

/// <summary>One revision of a consent (suostumus). A consent is its revisions; nothing about it is kept elsewhere.</summary>
public sealed record ConsentRevision : ClientActRevision
{
    /// <summary>The consent.</summary>
    public required Guid ConsentId { get; init; }

    /// <summary>What happened.</summary>
    public required ConsentAct Act { get; init; }

    /// <summary>Who may receive, as <see cref="ConsentRecipient"/> writes it (CON-2: a named receiver).</summary>
    public required string Recipient { get; init; }

    /// <summary>For what.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Codes of the categories, separated by commas.</summary>
    public required string Categories { get; init; }

    /// <summary>First valid civil day, Helsinki.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last valid civil day, Helsinki.</summary>
    public required DateOnly ValidThrough { get; init; }

    /// <summary>The categories.</summary>
    public IReadOnlyList<DataCategory> ReadCategories() => WireNames.Read<DataCategory>(Categories);

    internal override string Kind => "CONSENT";

    internal override Guid HistoryId => ConsentId;

    internal override Participation? Counterpart => Participation.TryParse(Recipient, out var recipient) ? recipient : null;

    internal override void WriteTerms(BinaryWriter writer)
    {
        writer.Write(ConsentId.ToString("D"));
        writer.Write(WireNames.Of(Act));
        writer.Write(Recipient);
        writer.Write(WireNames.Of(Purpose));
        writer.Write(Categories);
        writer.Write(ValidFrom.DayNumber);
        writer.Write(ValidThrough.DayNumber);
    }
}
