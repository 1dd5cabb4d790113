namespace Mesh.IdentityProvider.Sessions;

/// <summary>How long a person stays signed in by refresh tokens.</summary>
/// <param name="Sliding">Life of one refresh token; each use gives the next one a whole life again.</param>
/// <param name="Absolute">From the sign-in: no refresh token outlives it, however often it is used.</param>
public sealed record SessionLife(TimeSpan Sliding, TimeSpan Absolute)
{
    /// <summary>A working day with its breaks: 8 hours since the last use, 12 since the sign-in.</summary>
    public static readonly SessionLife WorkingDay = new(TimeSpan.FromHours(8), TimeSpan.FromHours(12));

    internal bool IsOrdered => Sliding > TimeSpan.Zero && Absolute >= Sliding;

    /// <summary>Life of a refresh token given now; not positive when the session has ended.</summary>
    internal TimeSpan OfNext(DateTimeOffset signedInAt, DateTimeOffset now)
    {
        var left = signedInAt + Absolute - now;
        return left < Sliding ? left : Sliding;
    }
}
