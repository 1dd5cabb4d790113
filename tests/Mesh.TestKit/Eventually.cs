using System.Diagnostics;

namespace Mesh.TestKit;

/// <summary>Waits for what real servers do in their own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Until the condition holds; fails when it does not come to be.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException("It did not come to be.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}})" />
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));
}
