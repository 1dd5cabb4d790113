namespace Mesh.Identity;

/// <summary>
/// Time of law and business: consent, due dates, legal periods. Machine time (TLS, tokens, timeouts, retries) stays
/// <see cref="TimeProvider"/>, so that moving this clock in a demonstration breaks no connection.
/// </summary>
public abstract class MeshClock
{
    /// <summary>The moment it is, in UTC.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>The day it is in Finland, in which law counts.</summary>
    public DateOnly Today => HelsinkiTime.DateOf(Now);
}
