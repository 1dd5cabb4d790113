using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What a decision on a case came to.</summary>
public abstract record PlanOutcome
{
    private PlanOutcome()
    {
    }

    /// <summary>The case goes on.</summary>
    /// <param name="Next">As it is now.</param>
    public sealed record Done(PlanSnapshot Next) : PlanOutcome;

    /// <summary>Nothing happens, for a reason that the caller is told.</summary>
    /// <param name="Reason">Which.</param>
    /// <param name="Details">What the caller needs to put it right; nothing personal.</param>
    public sealed record Refused(RefusalReason Reason, params (string Key, string Value)[] Details) : PlanOutcome;

    /// <summary>The case as it goes on.</summary>
    /// <exception cref="RpcException">The decision was a refusal.</exception>
    public PlanSnapshot OrRaise() => this switch
    {
        Done done => done.Next,
        Refused refused => throw refused.Reason.Raise(refused.Details),
        _ => throw new InvalidOperationException("A decision is done or refused."),
    };
}
