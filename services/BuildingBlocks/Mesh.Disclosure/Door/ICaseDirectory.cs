namespace Mesh.Disclosure;

/// <summary>
/// Cases of the holder's own, as the door asks for them. Each area with cases registers its own; a case is in exactly one of them.
/// </summary>
public interface ICaseDirectory
{
    /// <summary>The case, open or closed; null when there is none.</summary>
    Task<KnownCase?> FindAsync(Guid caseId, CancellationToken cancellation);

    /// <summary>The subject's open cases.</summary>
    Task<IReadOnlyList<KnownCase>> OpenCasesOfAsync(Guid subjectId, CancellationToken cancellation);
}

/// <summary>
/// All cases of the holder. Every area is asked every time, also once the case is found: the database does the same work whoever
/// is asked about.
/// </summary>
internal sealed class HolderCases(IEnumerable<ICaseDirectory> directories)
{
    public async Task<KnownCase?> FindAsync(Guid caseId, CancellationToken cancellation)
    {
        KnownCase? found = null;
        foreach (var directory in directories)
        {
            found = await directory.FindAsync(caseId, cancellation) ?? found;
        }

        return found;
    }

    public async Task<IReadOnlyList<KnownCase>> OpenCasesOfAsync(Guid subjectId, CancellationToken cancellation)
    {
        var open = new List<KnownCase>();
        foreach (var directory in directories)
        {
            open.AddRange(await directory.OpenCasesOfAsync(subjectId, cancellation));
        }

        return open;
    }
}
