namespace Mesh.ClientNotices;

/// <summary>How long a message waits after a failed attempt, and how many attempts it gets before a letter is to be posted.</summary>
internal static class DeliveryPauses
{
    /// <summary>Attempts in all. With the pauses below the last is some sixteen hours after the first: an outage overnight costs no letter.</summary>
    public const int MostAttempts = 12;

    // Doublings after which the cap holds; more would overflow in time.
    private const int Doublings = 8;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Cap = TimeSpan.FromHours(4);

    /// <summary>How long an attempt may take before another dispatcher may take the message for one left behind by a crash.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long a channel is waited for: well inside the lease, so that no two attempts run at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>The pause after the given number of attempts, from 1: a minute, doubled with each, at most four hours.</summary>
    public static TimeSpan After(int attempts)
    {
        var pause = First * (1 << Math.Clamp(attempts - 1, 0, Doublings));
        return pause < Cap ? pause : Cap;
    }
}
