namespace Mesh.Statutes.Tests;

/// <summary>Artificial facts of interruptions for the tests.</summary>
internal static class Interruptions
{
    /// <summary>SC5: a job from 31.1.2024, heard on 26.2.2024.</summary>
    internal static readonly InterruptionFacts Veera = new()
    {
        PlanEffectiveOn = new(2023, 10, 2),
        Ground = Fact.Known(InterruptionGround.Job),
        GroundStartedOn = Fact.Known(new DateOnly(2024, 1, 31)),
        HeardAt = Fact.Known(At(2024, 2, 26)),
        UnusedHearing = Fact.KnownNone<UnusedHearing>(),
    };

    internal static InterruptionCommand On(int year, int month, int day, DecidingAuthority by = DecidingAuthority.LabourAuthority, int hour = 12) =>
        new(by, At(year, month, day, hour), new(year, month, day));

    internal static DateTimeOffset At(int year, int month, int day, int hour = 12) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(2));

    internal static string[] Codes(this InterruptionOutcome outcome) => [.. outcome.Refusals.Select(r => r.Code)];
}
