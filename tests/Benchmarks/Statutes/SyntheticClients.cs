using Mesh.Statutes;

namespace Mesh.Benchmarks.Statutes;

/// <summary>One artificial client: the rows of a register, and the other facts as they are held.</summary>
/// <param name="Days">Paid days, ascending, as a register gives them.</param>
/// <param name="Rest">Everything but the paid days.</param>
internal sealed record SyntheticClient(PaidDay[] Days, ClientFacts Rest);

/// <summary>
/// Artificial clients, the same ones in every run. A register is as many of them as are asked for, distinct ones in turn: what is measured
/// is not the making of rows, and memory shows what the law keeps and not what the rows take.
/// </summary>
internal sealed class SyntheticClients
{
    /// <summary>Most benefit days of one client.</summary>
    public const int MostDays = 1500;

    private const int Distinct = 8000;
    private const int Seed = 2023;

    private readonly SyntheticClient[] _distinct;

    public SyntheticClients()
    {
        var random = new Random(Seed);
        _distinct = [.. Enumerable.Range(0, Distinct).Select(_ => Client(random))];
    }

    /// <summary>The day that everybody is asked about, in E2, when every rule was in force.</summary>
    public static DateOnly AsOf { get; } = new(2024, 6, 14);

    /// <summary>How many paid days the distinct clients have on average.</summary>
    public double DaysOnAverage => _distinct.Average(client => client.Days.Length);

    /// <summary>That many clients.</summary>
    public IEnumerable<SyntheticClient> Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return _distinct[i % Distinct];
        }
    }

    private static SyntheticClient Client(Random random)
    {
        var days = Days(random);
        var since = AsOf.AddDays(-random.Next(0, 900));
        return new(days, new()
        {
            BirthDate = AsOf.AddYears(-random.Next(18, 66)).AddDays(-random.Next(0, 365)),
            BenefitPaid = days.Length > 0 ? Fact.Known(days[^1].Benefit) : Fact.KnownNone<Benefit>(),
            AllowanceMaximumReachedOn = Maybe(random, AsOf.AddDays(-random.Next(-30, 900))),
            AllowancePeriodEndedOn = Maybe(random, AsOf.AddDays(-random.Next(0, 900))),
            SocialAssistanceMonths = Maybe(random, AssistanceMonths.LastEnded(random.Next(0, 24), AsOf)),
            SocialAssistanceIsMainLivelihood = Maybe(random, random.Next(2) == 0),
            EmploymentPlanMadeOn = Maybe(random, AsOf.AddDays(-random.Next(0, 400))),
            InterviewHeldOn = Maybe(random, AsOf.AddDays(-random.Next(0, 400))),
            ContinuouslyUnemployedSince = Maybe(random, since),
            UnemploymentSpells = Maybe(random, UnemploymentSpells.Read([new(since.AddDays(-400), since.AddDays(-100)), new(since, null)]).Value),
            JointServiceNeed = Maybe(random, new NeedAssessment
            {
                AssessedBy = JointServiceParty.SocialCare,
                NeedsLabourAuthority = Maybe(random, true),
                NeedsSocialCare = Maybe(random, true),
                ReasonRecorded = true,
            }),
            CapacityLimitsFound = Maybe(random, random.Next(2) == 0),
            InGroupOfObligation = Maybe(random, random.Next(2) == 0),
            IsHomeMunicipality = Fact.Known(true),
            PaySubsidyGround = Maybe(random, PaySubsidyGround.LackOfVocationalSkill),
            EarlierSubsidyWithSameEmployer = Maybe(random, random.Next(2) == 0),
            Employer = Maybe(random, SubsidisedEmployer.Other),
            JobStartsOn = Maybe(random, AsOf.AddDays(random.Next(-30, 30))),
            JobEndsOn = Fact.KnownNone<DateOnly>(),
            HoursAWeek = Maybe(random, random.Next(20, 40)),
            ActivationPlanReviewedOn = Maybe(random, AsOf.AddDays(-random.Next(0, 200))),
            JointPlanReviewedOn = Fact.KnownNone<DateOnly>(),
        });
    }

    // Weekdays up to about the asked day, with a gap now and then; the first third of some is daily allowance.
    private static PaidDay[] Days(Random random)
    {
        var days = new PaidDay[random.Next(0, MostDays + 1)];
        var allowance = random.Next(3) == 0 ? days.Length / 3 : 0;
        var day = AsOf.AddDays(-random.Next(0, 60));
        for (var i = days.Length - 1; i >= 0; i--)
        {
            days[i] = new(day, i < allowance ? Benefit.UnemploymentDailyAllowance : Benefit.LabourMarketSubsidy);
            day = day.AddDays(random.Next(100) == 0 ? -random.Next(2, 60) : -1);
            while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                day = day.AddDays(-1);
            }
        }

        return days;
    }

    // One fact of eight was withheld or never asked.
    private static Fact<T> Maybe<T>(Random random, T value)
        where T : notnull => random.Next(8) == 0 ? Fact.Unknown<T>() : Fact.Known(value);
}
