using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>Validity as half-open instants [from, to), made of civil days in Helsinki time (CON-4).</summary>
/// <param name="From">First instant on which the consent holds.</param>
/// <param name="To">First instant on which it no longer does.</param>
public readonly record struct ConsentValidity(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Earliest day a consent may name; anything earlier is a typing mistake.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>Latest day a consent may name; anything later is a typing mistake.</summary>
    public static readonly DateOnly Latest = new(2199, 12, 31);

    /// <summary>Both days included: the last valid day D means to the start of D+1.</summary>
    public static ConsentValidity OfDays(DateOnly first, DateOnly last) =>
        new(HelsinkiTime.StartOf(first), HelsinkiTime.StartOf(last.AddDays(1)));

    /// <summary>Whether the consent holds at a moment.</summary>
    public bool Contains(DateTimeOffset moment) => From <= moment && moment < To;
}
