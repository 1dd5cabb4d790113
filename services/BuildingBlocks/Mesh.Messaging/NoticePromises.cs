using System.Globalization;
using Mesh.Hosting.Health;

namespace Mesh.Messaging;

/// <summary>That notices leave within <see cref="Limit"/> of their act. A single recipient that is down for longer breaks it, and should.</summary>
internal sealed class NoticesSentPromise(NoticeBacklog backlog) : IPromiseCheck
{
    // Five of the longest pauses between attempts: what is younger may still be on its way.
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var oldest = await backlog.OldestUnsentAsync(cancellation) ?? TimeSpan.Zero;
        return new("notices-sent", oldest <= Limit, string.Create(CultureInfo.InvariantCulture, $"oldest unsent {(long)oldest.TotalSeconds} s"));
    }
}

/// <summary>That no notice waits for an operator.</summary>
internal sealed class NoticesHandledPromise(NoticeBacklog backlog) : IPromiseCheck
{
    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var parked = await backlog.ParkedAsync(cancellation);
        return new("notices-handled", parked == 0, string.Create(CultureInfo.InvariantCulture, $"{parked} parked"));
    }
}
