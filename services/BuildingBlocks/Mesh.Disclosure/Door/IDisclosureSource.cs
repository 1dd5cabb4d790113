using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Gives the content of one category. Called only after a permit, and outside any transaction.</summary>
public interface IDisclosureSource
{
    /// <summary>The category; one source for each.</summary>
    DataCategory Category { get; }

    /// <summary>
    /// Fills the field of its category. Anything else it sets is dropped, and the identity code is the door's own business. Leaving
    /// the field unset means that the holder has nothing of it: the category is then withheld.
    /// </summary>
    /// <exception cref="EvidenceDamagedException">What is stored is no longer what was stored.</exception>
    Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation);
}

/// <summary>What a source is asked.</summary>
/// <param name="SubjectId">About whom.</param>
/// <param name="CaseId">The holder's case that the basis rests on; null when there is none.</param>
/// <param name="AsOf">Civil day the facts are asked for; never in the future.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Purpose">For what: of one category, less may be necessary for one purpose than for another.</param>
public sealed record SourceRequest(Guid SubjectId, Guid? CaseId, DateOnly AsOf, Participation Requester, Purpose Purpose);
