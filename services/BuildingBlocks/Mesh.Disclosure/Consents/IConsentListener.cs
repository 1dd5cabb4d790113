namespace Mesh.Disclosure;

/// <summary>Hears what a client takes back of a consent, in the act's own transaction: what follows from it is written with it, or neither is.</summary>
public interface IConsentListener
{
    /// <summary>A consent is withdrawn.</summary>
    Task OnWithdrawnAsync(ConsentRevision withdrawn, CancellationToken cancellation);

    /// <summary>A consent is narrowed: to fewer categories, or to an earlier end.</summary>
    Task OnNarrowedAsync(ConsentRevision before, ConsentRevision narrowed, CancellationToken cancellation);
}
