namespace Mesh.Messaging;

/// <summary>How long an unreachable recipient is left alone: 1 s, doubled with each failed attempt, at most a minute.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(1);

    /// <summary>The pause after the given number of failed attempts, from 1.</summary>
    public static TimeSpan After(int attempts)
    {
        // 2^6 s is past the cap; more would overflow in time.
        var pause = First * (1 << Math.Clamp(attempts - 1, 0, 6));
        return pause < Cap ? pause : Cap;
    }
}
