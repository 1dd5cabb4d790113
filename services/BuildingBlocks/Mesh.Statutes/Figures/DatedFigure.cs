namespace Mesh.Statutes;

/// <summary>One value of a figure, in force from a date until the next value's date.</summary>
/// <param name="From">First day of force; for the first value the first formalised day.</param>
/// <param name="Value">The value, in the figure's unit.</param>
/// <param name="Citation">Where it is laid down.</param>
/// <param name="CheckedOn">Day the value was last compared with the cited text.</param>
public sealed record DatedValue<T>(DateOnly From, T Value, Citation Citation, DateOnly CheckedOn);

/// <summary>A figure of law as the tests and listings see it, whatever its type.</summary>
public interface IDatedFigure
{
    /// <summary>Name in English, unique within the library.</summary>
    string Name { get; }

    /// <summary>Unit, spelled out.</summary>
    string Unit { get; }

    /// <summary>First day, value, citation and day of checking of each value, ascending.</summary>
    IReadOnlyList<(DateOnly From, object Value, Citation Citation, DateOnly CheckedOn)> Sources { get; }
}

/// <summary>A figure of law with its values over time. Later amendments add a value; earlier ones stay, because old cases are decided under old law.</summary>
public sealed class DatedFigure<T> : IDatedFigure
    where T : struct
{
    private readonly DatedValue<T>[] _values;

    /// <summary>Creates the figure from its values, which must be given in ascending order of <see cref="DatedValue{T}.From"/>.</summary>
    public DatedFigure(string name, string unit, params DatedValue<T>[] values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(unit);
        ArgumentOutOfRangeException.ThrowIfZero(values.Length);
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i].From <= values[i - 1].From)
            {
                throw new ArgumentException($"{name}: values must ascend by date.", nameof(values));
            }
        }

        Name = name;
        Unit = unit;
        _values = values;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Unit { get; }

    /// <summary>Every value, ascending by date.</summary>
    public IReadOnlyList<DatedValue<T>> Values => _values;

    /// <inheritdoc/>
    public IReadOnlyList<(DateOnly From, object Value, Citation Citation, DateOnly CheckedOn)> Sources =>
        [.. _values.Select(v => (v.From, (object)v.Value, v.Citation, v.CheckedOn))];

    /// <summary>The value in force on the governing date. Which date governs is the rule's to say.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the first value.</exception>
    public DatedValue<T> On(DateOnly governingDate)
    {
        for (var i = _values.Length - 1; i >= 0; i--)
        {
            if (_values[i].From <= governingDate)
            {
                return _values[i];
            }
        }

        throw new OutsideFormalisedLawException(Name, _values[0].From);
    }
}
