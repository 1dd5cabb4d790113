namespace Mesh.Statutes;

/// <summary>Unemployment benefits whose paid days the law counts.</summary>
public enum Benefit
{
    /// <summary>työmarkkinatuki, paid by Kela.</summary>
    LabourMarketSubsidy = 1,

    /// <summary>työttömyyspäiväraha: Kela's basic allowance or a fund's earnings-related one.</summary>
    UnemploymentDailyAllowance = 2,
}

/// <summary>One benefit day actually paid (GEN-COUNT-1).</summary>
/// <param name="Day">The day paid for, civil date in Europe/Helsinki; not the day of payment.</param>
/// <param name="Benefit">Which benefit.</param>
public readonly record struct PaidDay(DateOnly Day, Benefit Benefit);
