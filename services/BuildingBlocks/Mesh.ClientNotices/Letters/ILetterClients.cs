using Mesh.Hosting.Calls;

namespace Mesh.ClientNotices;

/// <summary>
/// Whose letters a professional may see and post. A service whose professionals have ties to clients registers its own; by default every
/// professional of the participation may, as posting is office work and stuck letters are clients not told.
/// </summary>
public interface ILetterClients
{
    /// <summary>The subjects; null for all.</summary>
    IQueryable<Guid>? SubjectsOf(Caller professional);
}

/// <summary>For a service without ties.</summary>
internal sealed class EveryClient : ILetterClients
{
    public IQueryable<Guid>? SubjectsOf(Caller professional) => null;
}
