using Mesh.Hosting.Calls;

namespace Mesh.WorkQueues;

/// <summary>Whose work a professional sees: a service whose professionals have ties to clients registers its own.</summary>
public interface IWorkClients
{
    /// <summary>The subjects; null for all.</summary>
    IQueryable<Guid>? SubjectsOf(Caller professional);
}

/// <summary>For a service without ties: its work is the office's.</summary>
internal sealed class EveryClient : IWorkClients
{
    public IQueryable<Guid>? SubjectsOf(Caller professional) => null;
}
