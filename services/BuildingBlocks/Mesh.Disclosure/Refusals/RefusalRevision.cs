namespace Mesh.Disclosure;

/// <summary>What a revision of a refusal says.</summary>
public enum RefusalAct
{
    /// <summary>The client has refused.</summary>
    Refused = 1,

    /// <summary>The client has lifted the refusal.</summary>
    Lifted,
}

/// <summary>One revision of a refusal (kielto): an act of its own, not the end of some consent.</summary>
public sealed record RefusalRevision : ClientActRevision
{
    /// <summary>The refusal.</summary>
    public required Guid RefusalId { get; init; }

    /// <summary>What happened.</summary>
    public required RefusalAct Act { get; init; }

    /// <summary>To whom nothing may be given by consent, as <c>business id/ROLE</c>; empty for anybody.</summary>
    public required string Recipient { get; init; }

    /// <summary>Codes of the purposes, separated by commas; empty for any.</summary>
    public required string Purposes { get; init; }

    /// <summary>Codes of the categories, separated by commas; empty for all.</summary>
    public required string Categories { get; init; }

    /// <summary>First instant on which it bars, in the mesh's time: that of the first revision.</summary>
    public required DateTimeOffset BarsFrom { get; init; }

    internal override string Kind => "REFUSAL";

    internal override Guid HistoryId => RefusalId;

    internal override void WriteTerms(BinaryWriter writer)
    {
        writer.Write(RefusalId.ToString("D"));
        writer.Write(WireNames.Of(Act));
        writer.Write(Recipient);
        writer.Write(Purposes);
        writer.Write(Categories);
        writer.Write(BarsFrom.UtcTicks);
    }
}
