namespace Mesh.Statutes;

/// <summary>What is known of a fact.</summary>
public enum FactState
{
    /// <summary>Withheld, unreachable or never asked. Zero, so that a fact nobody filled in is unknown, never "no".</summary>
    Unknown = 0,

    /// <summary>Its owner answered that there is none.</summary>
    KnownNone = 1,

    /// <summary>Its owner gave a value.</summary>
    Known = 2,
}

/// <summary>A fact as known on some date: a value, a known absence, or unknown. <c>default</c> is unknown.</summary>
public readonly struct Fact<T> : IEquatable<Fact<T>>
    where T : notnull
{
    private readonly T? _value;

    internal Fact(FactState state, T? value)
    {
        State = state;
        _value = value;
    }

    /// <summary>What is known.</summary>
    public FactState State { get; }

    /// <summary>True when there is a value.</summary>
    public bool IsKnown => State == FactState.Known;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is unknown.</exception>
    public T Value => IsKnown ? _value! : throw new InvalidOperationException($"The fact has no value: {State}.");

    /// <summary>Carries the state on; only a known value is mapped. Unknown stays unknown.</summary>
    public Fact<TOther> Map<TOther>(Func<T, TOther> map)
        where TOther : notnull => IsKnown ? Fact.Known(map(_value!)) : new(State, default);

    /// <summary>As <see cref="Map{TOther}"/>, for a mapping that may itself be unknown.</summary>
    public Fact<TOther> Then<TOther>(Func<T, Fact<TOther>> map)
        where TOther : notnull => IsKnown ? map(_value!) : new(State, default);

    /// <inheritdoc/>
    public bool Equals(Fact<T> other) => State == other.State && EqualityComparer<T?>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Fact<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, _value);

    /// <summary>Same state and value.</summary>
    public static bool operator ==(Fact<T> left, Fact<T> right) => left.Equals(right);

    /// <summary>Other state or value.</summary>
    public static bool operator !=(Fact<T> left, Fact<T> right) => !left.Equals(right);

    /// <summary>The state only: values are about a person and do not belong in logs.</summary>
    public override string ToString() => State.ToString();
}

/// <summary>Makes facts.</summary>
public static class Fact
{
    /// <summary>A value its owner gave.</summary>
    public static Fact<T> Known<T>(T value)
        where T : notnull => new(FactState.Known, value);

    /// <summary>Its owner answered that there is none.</summary>
    public static Fact<T> KnownNone<T>()
        where T : notnull => new(FactState.KnownNone, default);

    /// <summary>Withheld, unreachable or never asked.</summary>
    public static Fact<T> Unknown<T>()
        where T : notnull => default;
}
