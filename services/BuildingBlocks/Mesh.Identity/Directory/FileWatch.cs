namespace Mesh.Identity;

/// <summary>
/// Tells that a file, or one that goes with it, has changed and been quiet for a while. Also tells once after the start, so that who reads,
/// watches and reads again loses nothing written in between.
/// </summary>
public sealed class FileWatch : IDisposable
{
    /// <summary>What belongs together is several writes: a change is told when all have been quiet for this long.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(250);

    // A folder mounted by Kubernetes changes by swapping this link; the files themselves raise no event.
    private const string MountLink = "..data";

    private readonly ITimer _settling;
    private readonly FileSystemWatcher _watcher;

    /// <summary>Watches from now on.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="settled">Told on a thread of the pool; must not throw.</param>
    /// <param name="timeProvider">Machine time, for the settling.</param>
    /// <param name="suffixes">What the names of files that go with it add to its own.</param>
    public FileWatch(string path, Action settled, TimeProvider timeProvider, params string[] suffixes)
    {
        ArgumentNullException.ThrowIfNull(settled);
        ArgumentNullException.ThrowIfNull(timeProvider);
        var full = Path.GetFullPath(path);
        var name = Path.GetFileName(full);
        string[] names = [name, .. suffixes.Select(suffix => name + suffix), MountLink];
        _settling = timeProvider.CreateTimer(_ => settled(), null, SettlingTime, Timeout.InfiniteTimeSpan);
        try
        {
            _watcher = new(Path.GetDirectoryName(full)!);
            _watcher.Changed += (_, e) => Settle(e.Name, names);
            _watcher.Created += (_, e) => Settle(e.Name, names);
            _watcher.Deleted += (_, e) => Settle(e.Name, names);
            _watcher.Renamed += (_, e) => Settle(e.Name, names);
            _watcher.Error += (_, _) => Settle(null, names);
            _watcher.EnableRaisingEvents = true;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watcher?.Dispose();
        _settling.Dispose();
    }

    private void Settle(string? changed, string[] names)
    {
        if (changed is null || names.Contains(changed, StringComparer.Ordinal))
        {
            _settling.Change(SettlingTime, Timeout.InfiniteTimeSpan);
        }
    }
}
