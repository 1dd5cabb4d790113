using Mesh.Identity;

namespace Mesh.Benchmarks.Door;

/// <summary>Artificial clients, the same in every process: codes with individual numbers of 900 and above, ids of their places in the row.</summary>
internal static class ArtificialPeople
{
    private const string Checks = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private const int NumbersOfADay = 100;
    private static readonly DateOnly FirstBirth = new(1940, 1, 1);
    private static readonly DateTimeOffset FirstKnown = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The code of one.</summary>
    public static PersonalIdentityCode CodeOf(int person)
    {
        var digits = $"{FirstBirth.AddDays(person / NumbersOfADay):ddMMyy}";
        var number = 900 + (person % NumbersOfADay);
        return PersonalIdentityCode.Parse($"{digits}-{number}{Checks[(int)(long.Parse(digits + number, null) % Checks.Length)]}").Value;
    }

    /// <summary>The id of one; <see cref="IdInSql"/> makes the same.</summary>
    public static Guid IdOf(int person) => Guid.ParseExact($"{FirstKnown.ToUnixTimeMilliseconds() + person:x12}-7000-8000-{person:x12}".Insert(8, "-"), "D");

    /// <summary>An expression for the id of a row's place.</summary>
    /// <param name="place">Expression of the place.</param>
    /// <param name="from">The time of the first.</param>
    public static string IdInSql(string place, DateTimeOffset? from = null)
    {
        var time = $"lpad(to_hex({(from ?? FirstKnown).ToUnixTimeMilliseconds()} + {place}), 12, '0')";
        return $"left({time}, 8) || '-' || right({time}, 4) || '-7000-8000-' || lpad(to_hex({place}), 12, '0')";
    }
}
