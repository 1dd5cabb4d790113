using CsCheck;

namespace Mesh.Statutes.Tests;

public sealed class ResponsibilityTests
{
    private static readonly DateOnly Opened = new(2024, 2, 1);
    private static readonly DateOnly AsOf = new(2024, 3, 31);

    // Satu to 29.2., Mika from 1.3.
    private static readonly PathFacts HandedOver = Path(new(Opened, new(2024, 2, 29), Accepted: false), new(new(2024, 3, 1), null, Accepted: true));

    [Fact]
    public void Decide_WhenAPathIsHandedOverFromDayToDay_HoldsAndRestsOnTheReport()
    {
        var outcome = ResponsibleWorker.Decide(HandedOver, AsOf);

        Assert.Equal((Outcome.Met, 0, false, "RESP-1 Met"), (outcome.Outcome, outcome.Faults.Count, outcome.IsUnverified, outcome.ToString()));
        Assert.Throws<OutsideFormalisedLawException>(() => ResponsibleWorker.Decide(HandedOver, new(2022, 12, 31)));
    }

    [Theory]
    [InlineData("2024-02-29", "SEVERAL_RESPONSIBLE")]
    [InlineData("2024-03-01", null)]
    [InlineData("2024-03-02", "NOBODY_RESPONSIBLE")]
    public void Decide_WhenTheNewOneBeginsAroundTheOldOnesEnd_FindsGapAndOverlap(string from, string? fault) =>
        Assert.Equal(
            fault is null ? [] : [fault],
            ResponsibleWorker.Decide(Path(new(Opened, new(2024, 2, 29), Accepted: false), new(DateOnly.Parse(from, null), null, Accepted: true)), AsOf).Faults);

    [Fact]
    public void Decide_WhenAHandOverIsNotAcceptedOrNobodyIsLeft_SaysSo()
    {
        Assert.Equal(["HANDOVER_NOT_ACCEPTED"], ResponsibleWorker.Decide(Path(HandedOver.Responsible.Value[0], HandedOver.Responsible.Value[1] with { Accepted = false }), AsOf).Faults);
        Assert.Equal(["NOBODY_RESPONSIBLE"], ResponsibleWorker.Decide(Path(HandedOver.Responsible.Value[0]), AsOf).Faults);
        Assert.Equal(["NOBODY_RESPONSIBLE"], ResponsibleWorker.Decide(Path(new ResponsibleSpell(Opened.AddDays(1), null, Accepted: true)), AsOf).Faults);
        Assert.Empty(ResponsibleWorker.Decide(Path(HandedOver.Responsible.Value[0]) with { ClosedOn = new(2024, 2, 29) }, AsOf).Faults);
        Assert.Empty(ResponsibleWorker.Decide(Path(HandedOver.Responsible.Value[0]), new(2024, 2, 29)).Faults);
    }

    [Fact]
    public void Decide_WhenATeamsCoordinatorIsAskedAbout_NeedsTheEducationAndUnknownIsNotNo()
    {
        var team = HandedOver with { CoordinatesInTeam = true };

        Assert.Equal((Outcome.Unknown, "SOCIAL_OR_HEALTH_EDUCATION"), ResponsibleWorker.Decide(team, AsOf) is var o ? (o.Outcome, o.MissingFacts.Single()) : default);
        Assert.Equal(["EDUCATION_MISSING"], ResponsibleWorker.Decide(team with { HasSocialOrHealthEducation = Fact.Known(false) }, AsOf).Faults);
        Assert.Equal(Outcome.Met, ResponsibleWorker.Decide(team with { HasSocialOrHealthEducation = Fact.Known(true) }, AsOf).Outcome);
        Assert.Equal(["RESPONSIBLE_WORKERS"], ResponsibleWorker.Decide(new() { OpenedOn = Opened }, AsOf).MissingFacts);
    }

    [Fact]
    public void Decide_WhenDaysContradict_AreRefusedWithEveryViolation()
    {
        var facts = Path(new ResponsibleSpell(Opened.AddDays(-1), Opened.AddDays(-2), Accepted: true)) with { ClosedOn = Opened.AddDays(-1) };

        Assert.Equal(
            ["ENDS_BEFORE_START", "ENDS_BEFORE_START", "BEFORE_PATH"],
            Assert.Throws<ContradictoryFactsException>(() => ResponsibleWorker.Decide(facts, AsOf)).Violations.Select(v => v.Code));
    }

    [Fact]
    public void Decide_WhenAnySpellsAreGiven_AgreesWithCountingDayByDay() =>
        Gen.Select(Gen.Select(Gen.Int[0, 30], Gen.Int[0, 12]).Array[0, 6], Gen.Int[0, 40]).Sample((spells, days) =>
        {
            var asOf = Opened.AddDays(days);
            ResponsibleSpell[] given = [.. spells.Select(s => new ResponsibleSpell(Opened.AddDays(s.Item1), Opened.AddDays(s.Item1 + s.Item2), Accepted: true))];
            var counts = Enumerable.Range(0, days + 1).Select(n => given.Count(s => s.From <= Opened.AddDays(n) && s.Through >= Opened.AddDays(n))).ToArray();
            var faults = ResponsibleWorker.Decide(Path(given), asOf).Faults;

            Assert.Equal(counts.Contains(0), faults.Contains(ResponsibleWorker.Nobody));
            Assert.Equal(counts.Any(c => c > 1), faults.Contains(ResponsibleWorker.Several));
        });

    [Theory]
    [InlineData("2024-03-09", true, ReferralHolder.Sender, 8)]
    [InlineData("2024-03-10", true, ReferralHolder.Receiver, 0)]
    [InlineData("2024-03-11", true, ReferralHolder.Receiver, 0)]
    [InlineData("2024-03-11", false, ReferralHolder.Sender, 10)]
    public void Decide_WhenAReferralIsAccepted_StaysWithItsSenderUntilANamedPersonHasTakenIt(string asOf, bool named, ReferralHolder holder, int days)
    {
        var outcome = ReferralAcceptance.Decide(new(2024, 3, 1), Fact.Known(new DateOnly(2024, 3, 10)), named, DateOnly.Parse(asOf, null));

        Assert.Equal((holder, days, 0), (outcome.Holder, outcome.DaysUnaccepted, outcome.MissingFacts.Count));
    }

    [Fact]
    public void Decide_WhenAcceptanceIsUnknownOrNone_StaysWithTheSender()
    {
        DateOnly sent = new(2024, 3, 1);

        Assert.Equal((ReferralHolder.Sender, 1), ReferralAcceptance.Decide(sent, default, byNamedPerson: true, AsOf) is var o ? (o.Holder, o.MissingFacts.Count) : default);
        Assert.Equal((ReferralHolder.Sender, 0), ReferralAcceptance.Decide(sent, Fact.KnownNone<DateOnly>(), byNamedPerson: true, AsOf) is var n ? (n.Holder, n.MissingFacts.Count) : default);
        Assert.Throws<ContradictoryFactsException>(() => ReferralAcceptance.Decide(sent, Fact.Known(sent.AddDays(-1)), byNamedPerson: true, AsOf));
    }

    private static PathFacts Path(params IReadOnlyList<ResponsibleSpell> spells) => new() { OpenedOn = Opened, Responsible = Fact.Known(spells) };
}
