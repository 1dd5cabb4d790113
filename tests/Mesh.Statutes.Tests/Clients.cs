using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>Artificial clients of every kind, for properties.</summary>
internal static class Clients
{
    internal static readonly DateOnly Epoch = new(2021, 1, 1);

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 1500].Select(Epoch.AddDays);
    private static readonly Gen<bool> Seldom = Gen.Int[0, 9].Select(n => n == 0);

    private static readonly Gen<DateOnly> Birth = Gen.OneOf(
        Gen.Int[0, 3000].Select(n => new DateOnly(1996, 1, 1).AddDays(n)),
        Gen.Int[0, 2500].Select(n => new DateOnly(1966, 1, 1).AddDays(n)),
        Gen.Const(new DateOnly(2000, 2, 29)));

    private static readonly Gen<Fact<DateOnly>> Dated = Maybe(Day);
    private static readonly Gen<Fact<bool>> YesNo = Maybe(Gen.Bool);

    // A run of weekdays with gaps, of one benefit or of both one after the other.
    private static readonly Gen<PaidDays> Paid =
        from start in Gen.Int[0, 900]
        from length in Gen.Int[0, 1100]
        from gap in Gen.Int[4, 60]
        from allowance in Gen.Int[0, 400]
        select PaidDays.Read(Enumerable.Range(start, length).Where(n => n % gap != 0).Select(n => new PaidDay(
            Epoch.AddDays(n), n - start < allowance ? Benefit.UnemploymentDailyAllowance : Benefit.LabourMarketSubsidy))).Value;

    private static readonly Gen<Fact<UnemploymentSpells>> Spells = Maybe(
        from first in Gen.Int[0, 600]
        from length in Gen.Int[1, 700]
        from gap in Gen.Int[1, 200]
        from open in Gen.Bool
        select UnemploymentSpells.Read(
        [
            new(Epoch.AddDays(first), Epoch.AddDays(first + length)),
            new(Epoch.AddDays(first + length + gap + 1), open ? null : Epoch.AddDays(first + length + gap + 300)),
        ]).Value);

    private static readonly Gen<Fact<NeedAssessment>> Need = Maybe(
        from labour in YesNo
        from care in YesNo
        from insurance in YesNo
        from reason in Gen.Bool
        from without in Gen.Bool
        select new NeedAssessment
        {
            AssessedBy = JointServiceParty.SocialCare,
            NeedsLabourAuthority = labour,
            NeedsSocialCare = care,
            NeedsSocialInsurance = insurance,
            ReasonRecorded = reason,
            ReasonWithoutSocialInsuranceRecorded = without,
        });

    /// <summary>Any client; benefit, unemployment and assistance may go on or not.</summary>
    internal static readonly Gen<ClientFacts> Any =
        from birth in Birth
        from days in Paid
        from paid in Maybe(Gen.Bool.Select(subsidy => subsidy ? Benefit.LabourMarketSubsidy : Benefit.UnemploymentDailyAllowance))
        from dates in Dated.Array[7]
        from answers in YesNo.Array[10]
        from months in Maybe(Gen.Int[0, 14])
        from spells in Spells
        from need in Need
        from ground in Maybe(Gen.Enum<PaySubsidyGround>())
        from employer in Maybe(Gen.Enum<SubsidisedEmployer>())
        from hours in Maybe(Gen.Int[20, 40])
        select new ClientFacts
        {
            BirthDate = birth,
            BenefitDays = days,
            BenefitPaid = paid,
            AllowanceMaximumReachedOn = dates[0],
            AllowancePeriodEndedOn = dates[1],
            EmploymentPlanMadeOn = dates[2],
            InterviewHeldOn = dates[3],
            ContinuouslyUnemployedSince = dates[4],
            JobStartsOn = dates[5],
            JobEndsOn = Fact.KnownNone<DateOnly>(),
            SocialAssistanceMonths = months.Map(count => AssistanceMonths.LastEnded(count, new(2023, 6, 1))),
            SocialAssistanceIsMainLivelihood = answers[0],
            SocialAssistancePaid = answers[1],
            CapacityLimitsFound = answers[2],
            InGroupOfObligation = answers[3],
            IsHomeMunicipality = answers[4],
            EarlierSubsidyWithSameEmployer = answers[5],
            Coaching = new()
            {
                WeakLabourMarketPosition = answers[6],
                PartialWorkAbility = answers[7],
                YoungWithNeedAfterGraduation = answers[8],
                NeedsHelpFindingJob = answers[9],
            },
            UnemploymentSpells = spells,
            JointServiceNeed = need,
            PaySubsidyGround = ground,
            Employer = employer,
            HoursAWeek = hours,
            ActivationPlanReviewedOn = dates[6],
            JointPlanReviewedOn = dates[2],
        };

    private static Gen<Fact<T>> Maybe<T>(Gen<T> value)
        where T : notnull =>
        Gen.Select(Seldom, Seldom, value).Select((unknown, none, v) => unknown ? Fact.Unknown<T>() : none ? Fact.KnownNone<T>() : Fact.Known(v));
}
