namespace Mesh.Messaging;

/// <summary>
/// How old a notice may be. Past that the inbox no longer knows whether it was handled, so a person decides. Machine time on both
/// sides: a demonstration's clock jumps.
/// </summary>
internal static class NoticeAge
{
    /// <summary>Oldest notice that is handled without a person's decision.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromDays(30);

    /// <summary>How far two machines' clocks may differ. A notice from further ahead would outlive the inbox's memory of it.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromDays(1);

    /// <summary>Why a notice of this age is parked; null when it is not.</summary>
    public static string? Judge(DateTimeOffset recordedAt, DateTimeOffset now) =>
        now - recordedAt > Limit ? ParkReasons.TooOld
        : recordedAt - now > ClockDifference ? ParkReasons.ClockAhead
        : null;
}
