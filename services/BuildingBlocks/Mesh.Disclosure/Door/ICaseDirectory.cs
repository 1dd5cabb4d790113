namespace Mesh.Disclosure;

/// <summary>The holder's own cases, as the door asks for them. A holder with cases registers its own; the default knows none.</summary>
public interface ICaseDirectory
{
    /// <summary>The case, open or closed; null when there is none.</summary>
    Task<KnownCase?> FindAsync(Guid caseId, CancellationToken cancellation);

    /// <summary>The subject's open cases.</summary>
    Task<IReadOnlyList<KnownCase>> OpenCasesOfAsync(Guid subjectId, CancellationToken cancellation);
}

/// <summary>For a holder without cases.</summary>
internal sealed class NoCases : ICaseDirectory
{
    public Task<KnownCase?> FindAsync(Guid caseId, CancellationToken cancellation) => Task.FromResult<KnownCase?>(null);

    public Task<IReadOnlyList<KnownCase>> OpenCasesOfAsync(Guid subjectId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<KnownCase>>([]);
}
