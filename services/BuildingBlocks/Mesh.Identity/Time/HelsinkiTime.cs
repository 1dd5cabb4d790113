using System.Globalization;

namespace Mesh.Identity;

/// <summary>Days and moments in Finland. Finnish law counts whole days of Finnish time (Act 150/1930).</summary>
public static class HelsinkiTime
{
    private const string ZoneId = "Europe/Helsinki";
    private const string CultureName = "fi-FI";
    private const string FirstMonthInFinnish = "tammikuu";

    // Lazy, so that missing data shows as MissingPlatformDataException at start and not as a broken type initializer.
    private static readonly Lazy<TimeZoneInfo> Zone = new(() => FindZone(ZoneId), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The day a moment belongs to in Finland.</summary>
    public static DateOnly DateOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone.Value).DateTime);

    /// <summary>The first moment of a day in Finland, with Finland's offset.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);

        // Summer time of 1942 ended at midnight's hour: then the day begins at the first of its two midnights.
        var offset = Zone.Value.IsAmbiguousTime(midnight)
            ? Zone.Value.GetAmbiguousTimeOffsets(midnight).Max()
            : Zone.Value.GetUtcOffset(midnight);
        return new(midnight, offset);
    }

    /// <summary>For the start of a host: proves that the culture fi-FI and the zone Europe/Helsinki are there.</summary>
    /// <exception cref="MissingPlatformDataException">One is missing; it is named.</exception>
    public static void EnsureAvailable() => EnsureAvailable(CultureName, ZoneId);

    internal static void EnsureAvailable(string cultureName, string zoneId)
    {
        FindZone(zoneId);
        string firstMonth;
        try
        {
            firstMonth = CultureInfo.GetCultureInfo(cultureName, predefinedOnly: true).DateTimeFormat.GetMonthName(1);
        }
        catch (CultureNotFoundException e)
        {
            throw new MissingPlatformDataException($"culture {cultureName}", e);
        }

        // Invariant globalization can hand out a culture with the right name and English contents.
        if (firstMonth != FirstMonthInFinnish)
        {
            throw new MissingPlatformDataException($"culture {cultureName}");
        }
    }

    private static TimeZoneInfo FindZone(string zoneId)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new MissingPlatformDataException($"time zone {zoneId}", e);
        }
    }
}
