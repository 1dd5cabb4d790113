namespace Mesh.Statutes.Tests;

/// <summary>Facts of SC3.</summary>
internal static class Helmi
{
    internal static readonly DateOnly StartedOn = new(2024, 1, 31);

    /// <summary>Subsidy every weekday 21.11.2022–2.6.2023, work, subsidy again from 19.6.2023; the register's spell from 17.6.2023.</summary>
    internal static readonly TargetGroupFacts Facts = new()
    {
        BirthDate = new(1990, 2, 11),
        BenefitDays = People.Subsidy([.. People.Weekdays(new(2022, 11, 21), new(2023, 6, 2)), .. People.Weekdays(new(2023, 6, 19), new(2024, 12, 31))]),
        ContinuouslyUnemployedSince = Fact.Known(new DateOnly(2023, 6, 17)),
    };

    internal static readonly NeedAssessment Need = new()
    {
        AssessedBy = JointServiceParty.SocialInsurance,
        NeedsLabourAuthority = Fact.Known(true),
        NeedsSocialCare = Fact.Known(true),
        NeedsSocialInsurance = Fact.Known(true),
        ReasonRecorded = true,
    };

    internal static JointPlanFacts Plan(DateOnly clientSigned) => new()
    {
        StartedOn = StartedOn,
        ContainsSocialInsuranceRehabilitation = Fact.Known(true),
        SignedOn = new Dictionary<JointPlanSigner, Fact<DateOnly>>
        {
            [JointPlanSigner.LabourAuthority] = Fact.Known(new DateOnly(2024, 4, 29)),
            [JointPlanSigner.SocialCare] = Fact.Known(new DateOnly(2024, 4, 30)),
            [JointPlanSigner.Client] = Fact.Known(clientSigned),
            [JointPlanSigner.SocialInsurance] = Fact.Known(new DateOnly(2024, 4, 30)),
        },
    };

    internal static EndingFacts NoNeed(params (JointServiceParty Party, DateOnly On, bool StillNeeded)[] assessments) => new()
    {
        StartedOn = StartedOn,
        Assessments = Enum.GetValues<JointServiceParty>().ToDictionary(
            p => p,
            p => assessments.Where(a => a.Party == p).Select(a => Fact.Known(new EndAssessment(a.On, a.StillNeeded))).DefaultIfEmpty(Fact.KnownNone<EndAssessment>()).Single()),
    };
}
