namespace Mesh.WorkQueues;

/// <summary>
/// Says what the rows of an area wait for. The queue asks it in the transaction in which such a row was written, so that an item is
/// there exactly as long as its reason is.
/// </summary>
public interface IWorkSource
{
    /// <summary>Name of the source, unique in a service. It stands in the rows.</summary>
    string Name { get; }

    /// <summary>The thing whose work a written row may have changed, such as its case; null when the row has to do with none.</summary>
    Guid? Touched(object row);

    /// <summary>Everything that waits because of this thing now, with what the running transaction has written.</summary>
    Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation);
}
