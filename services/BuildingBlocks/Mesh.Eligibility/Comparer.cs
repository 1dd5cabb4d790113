using Mesh.Hosting.Calls;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Eligibility.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Eligibility;

/// <summary>One client put before the law.</summary>
/// <param name="Client">Who.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Met">Services met in the organisation's profile.</param>
/// <param name="SoonOn">The first day within <see cref="Comparer.SoonDays"/> on which a service will be met that is not now.</param>
public sealed record Compared(ComparedClient Client, CriteriaAnswer Answer, IReadOnlyList<ComparedServiceKind> Met, DateOnly? SoonOn)
{
    /// <summary>The type's name only: what it holds is about a person.</summary>
    public override string ToString() => nameof(Compared);
}

/// <summary>Gathers a client's facts and puts them before the law; keeps nothing.</summary>
public sealed class Comparer(IComparedClients clients, FlowContext flow)
{
    /// <summary>So many days ahead somebody is soon eligible: time for an invitation and a meeting. Practice, not law.</summary>
    public const int SoonDays = 30;

    private const int YearsAhead = 2;

    /// <summary>Asks around and compares; outside any transaction.</summary>
    /// <exception cref="Grpc.Core.RpcException">FACTS_CONTRADICT.</exception>
    public async Task<Compared> CompareAsync(
        ComparedClient client, DateOnly asOf, Actor actor, Language? explainIn, CancellationToken cancellation)
    {
        var gathered = await clients.GatherAsync(client, asOf, actor, cancellation);
        gathered.Facts.Violations().OrGoOn();
        var compared = CriteriaComparison.Evaluate(gathered.Facts, asOf);
        var next = CriteriaComparison.NextChangeOf(gathered.Facts, asOf, asOf.AddYears(YearsAhead));
        var answer = CriteriaMessage.Of(compared, next, gathered.Origins, clients.Profile, explainIn);
        answer.FlowId = flow.Id.ToString();
        return new Compared(client, answer, [.. CriteriaMessage.Met(compared, clients.Profile)], SoonOn(gathered.Facts, compared, next));
    }

    // Turns that make nobody eligible, such as a review, do not hide a later one that does.
    private DateOnly? SoonOn(ClientFacts facts, ComparisonOutcome now, NextChange? next)
    {
        var through = now.AsOf.AddDays(SoonDays);
        var met = now.With(Outcome.Met, clients.Profile);
        var going = facts.GoingOn(now.AsOf, through);
        for (var day = next?.On ?? DateOnly.MaxValue; day <= through; day = day.AddDays(1))
        {
            if (CriteriaComparison.Evaluate(going, day).With(Outcome.Met, clients.Profile).Except(met).Any())
            {
                return day;
            }
        }

        return null;
    }
}
