namespace Mesh.Identity;

/// <summary>
/// A clock that stands still until it is moved, only forward. It takes the directory because that is where an installation
/// says what it is: a host of a production directory cannot even make one. Safe to use from many threads.
/// </summary>
public sealed class DemonstrationClock : MeshClock
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now;

    /// <summary>A clock standing at the start.</summary>
    /// <exception cref="InvalidOperationException">The directory is not a demonstration's.</exception>
    public DemonstrationClock(ParticipantDirectory directory, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (directory.Environment != MeshEnvironment.Demonstration)
        {
            throw new InvalidOperationException("The clock can be set only where the directory says demonstration.");
        }

        _now = start.ToUniversalTime();
    }

    /// <summary>Raised after a move, outside the lock. A listener reads <see cref="Now"/>: of two quick moves it may see only the later one.</summary>
    public event EventHandler? Moved;

    /// <inheritdoc/>
    public override DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <summary>Moves the clock; false when it already stood there.</summary>
    /// <exception cref="ClockMovedBackException">The moment is before <see cref="Now"/>: rows already written would lie in the future.</exception>
    public bool MoveTo(DateTimeOffset moment)
    {
        lock (_gate)
        {
            if (moment < _now)
            {
                throw new ClockMovedBackException();
            }

            if (moment == _now)
            {
                return false;
            }

            _now = moment.ToUniversalTime();
        }

        Moved?.Invoke(this, EventArgs.Empty);
        return true;
    }
}
