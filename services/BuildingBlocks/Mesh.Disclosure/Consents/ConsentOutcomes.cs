using Mesh.Hosting.Errors;

namespace Mesh.Disclosure;

/// <summary>What became of a withdrawal.</summary>
public abstract record WithdrawalOutcome
{
    private WithdrawalOutcome()
    {
    }

    /// <summary>The revision that says withdrawn, to be stored.</summary>
    public sealed record Withdrawn(ConsentRevision Revision) : WithdrawalOutcome;

    /// <summary>There is no such consent of this person.</summary>
    public sealed record NoneOfTheirs : WithdrawalOutcome;

    /// <summary>It has been withdrawn already, or its last day has passed: nothing rests on it.</summary>
    public sealed record NotOpen : WithdrawalOutcome;
}

/// <summary>What became of a narrowing.</summary>
public abstract record NarrowingOutcome
{
    private NarrowingOutcome()
    {
    }

    /// <summary>The revision that says narrowed, to be stored.</summary>
    public sealed record Narrowed(ConsentRevision Revision) : NarrowingOutcome;

    /// <summary>There is no such consent of this person.</summary>
    public sealed record NoneOfTheirs : NarrowingOutcome;

    /// <summary>It has been withdrawn already, or its last day has passed: nothing rests on it.</summary>
    public sealed record NotOpen : NarrowingOutcome;

    /// <summary>Something would be wider than it is, or nothing narrower: all of it.</summary>
    public sealed record NotNarrower(IReadOnlyList<Violation> Faults) : NarrowingOutcome;
}
