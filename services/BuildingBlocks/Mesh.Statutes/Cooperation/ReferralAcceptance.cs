namespace Mesh.Statutes;

/// <summary>Who has a referred client.</summary>
public enum ReferralHolder
{
    /// <summary>Whoever sent the referral. Zero, so that a client is never between two.</summary>
    Sender = 0,

    /// <summary>Whoever received it.</summary>
    Receiver,
}

/// <summary>RESP-2 ("kopin otto"): a referral that no named person has accepted stays with its sender.</summary>
public static class ReferralAcceptance
{
    /// <summary>Code of the violation of a referral accepted before it was sent.</summary>
    public const string AcceptedBeforeSent = "ACCEPTED_BEFORE_SENT";

    /// <summary>The fact asked for.</summary>
    public const string AcceptedOn = "REFERRAL_ACCEPTED_ON";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "RESP-2",
        "A referral that is not accepted by a named person stays with its sender.",
        CooperationTexts.ServicePaths("Kopin otto"));

    /// <summary>Who has the client on a day. While acceptance is unknown it is the sender.</summary>
    /// <param name="sentOn">Day the referral was sent.</param>
    /// <param name="acceptedOn">Day it was accepted; known none = it was not.</param>
    /// <param name="byNamedPerson">Whether a named person accepted it; without one it is not accepted.</param>
    /// <param name="asOf">The day asked about.</param>
    /// <exception cref="ContradictoryFactsException">It was accepted before it was sent.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static ReferralOutcome Decide(DateOnly sentOn, Fact<DateOnly> acceptedOn, bool byNamedPerson, DateOnly asOf)
    {
        var citation = Rule.CiteOn(asOf);
        if (acceptedOn.IsKnown && acceptedOn.Value < sentOn)
        {
            throw new ContradictoryFactsException([new(AcceptedBeforeSent, AcceptedOn, acceptedOn.Value)]);
        }

        var accepted = acceptedOn.IsKnown && acceptedOn.Value <= asOf && byNamedPerson;
        return new(
            asOf,
            accepted ? ReferralHolder.Receiver : ReferralHolder.Sender,
            accepted ? 0 : Math.Max(0, asOf.DayNumber - sentOn.DayNumber),
            acceptedOn.State == FactState.Unknown ? [AcceptedOn] : [],
            citation);
    }
}

/// <summary>Who has a referred client.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="Holder">Who has the client.</param>
/// <param name="DaysUnaccepted">Days since it was sent, while it is not accepted.</param>
/// <param name="MissingFacts">What is not known.</param>
/// <param name="Citation">Where it stands.</param>
public sealed record ReferralOutcome(DateOnly AsOf, ReferralHolder Holder, int DaysUnaccepted, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>The rule only.</summary>
    public override string ToString() => ReferralAcceptance.Rule.Id;
}
