using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Eligibility;

/// <summary>A client of the participation, as its own register knows it.</summary>
/// <param name="ClientId">By the id that the participation's own methods use.</param>
/// <param name="SubjectId">The person, in this database only.</param>
/// <param name="CaseId">The case; null where the client is none.</param>
public sealed record ComparedClient(Guid ClientId, Guid SubjectId, Guid? CaseId);

/// <summary>How a fact of another holder came.</summary>
/// <param name="Category">What was asked for.</param>
/// <param name="Holder">Of whom; null when the directory names nobody.</param>
/// <param name="Source">Given, withheld or unreachable.</param>
/// <param name="DisclosureId">The holder's ledger entry; null unless it was given now.</param>
/// <param name="KnownOn">Civil date it holds for; null unless given.</param>
public sealed record GatheredFrom(DataCategory Category, Participation? Holder, FactSource Source, Guid? DisclosureId, DateOnly? KnownOn);

/// <summary>What is put before the law about one client.</summary>
/// <param name="Facts">The facts; what did not come is unknown.</param>
/// <param name="Origins">How those of other holders came.</param>
public sealed record GatheredFacts(ClientFacts Facts, IReadOnlyList<GatheredFrom> Origins)
{
    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(GatheredFacts);
}

/// <summary>A participation's register, as the comparison needs it: whose client somebody is, and what is known.</summary>
public interface IComparedClients
{
    /// <summary>The reading of the rules this organisation runs by.</summary>
    Profile Profile { get; }

    /// <summary>The client, when the calling professional has a tie to it.</summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS, the same whether the client is unknown or another's.</exception>
    Task<ComparedClient> OfCallerAsync(Guid clientId, Caller caller, CancellationToken cancellation);

    /// <summary>Ids of all that may be in the register today.</summary>
    Task<IReadOnlyList<Guid>> IdsAsync(CancellationToken cancellation);

    /// <summary>The client; null when it is in the register no more today.</summary>
    Task<ComparedClient?> FindAsync(Guid clientId, CancellationToken cancellation);

    /// <summary>Collects the facts, asking others' doors; outside any transaction.</summary>
    Task<GatheredFacts> GatherAsync(ComparedClient client, DateOnly asOf, Actor actor, CancellationToken cancellation);
}
