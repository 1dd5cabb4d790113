using Mesh.Identity;

namespace Mesh.Hosting.AtRest;

/// <summary>
/// The keys of one participation's database: the current one writes, all of them read. A key stays as long as a row written with it does.
/// They change while a service runs: the file is watched, and what follows from it is taken into use; else the last good keys stay and the
/// refusal is told. docs/adr/0012 says how a key takes the place of another.
/// </summary>
/// <remarks>Events are raised on a thread of the pool or of whoever reloads, outside any lock; a handler must not throw.</remarks>
public sealed class AtRestKeys : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string? _path;
    private FileWatch? _watch;
    private volatile AtRestKeySet _set;

    /// <summary>A set of keys that stays, as for tests or a key store of the platform.</summary>
    /// <exception cref="ArgumentException">Two keys have one id, or the current one is not among them.</exception>
    public AtRestKeys(string current, IEnumerable<AtRestKey> keys)
        : this(new AtRestKeySet(current, keys, []), null)
    {
    }

    private AtRestKeys(AtRestKeySet set, string? path) => (_set, _path) = (set, path);

    /// <summary>Other keys are in use.</summary>
    public event EventHandler? Changed;

    /// <summary>A changed file was refused.</summary>
    public event EventHandler<KeyFileException>? Refused;

    /// <summary>The key that writes. Ask each time: it changes.</summary>
    public AtRestKey Current => _set.Current;

    /// <summary>All keys, the current one first.</summary>
    public IEnumerable<AtRestKey> All => _set.All;

    /// <summary>Why the file as it is now is not in use; null while it is.</summary>
    public KeyFileException? Refusal { get; private set; }

    internal AtRestKeySet Set => _set;

    internal string FilePath => _path ?? "";

    /// <summary>The key; null when there is none with the id. One that is not known is looked for in the file, which another host may have been told of first.</summary>
    public AtRestKey? Find(string kid)
    {
        if (_set.Find(kid) is { } known)
        {
            return known;
        }

        return _path is not null && Reload() is null ? _set.Find(kid) : null;
    }

    /// <summary>Reads the file once.</summary>
    /// <exception cref="KeyFileException">The file is missing, is not such a file, or others can read it.</exception>
    public static AtRestKeys Load(string path) => new(AtRestKeySet.Read(path), null);

    /// <summary>Reads the file and starts watching it.</summary>
    /// <exception cref="KeyFileException">The file is missing, is not such a file, or others can read it.</exception>
    public static AtRestKeys Open(string path, TimeProvider timeProvider)
    {
        var keys = new AtRestKeys(AtRestKeySet.Read(path), path);
        keys._watch = new FileWatch(path, () => keys.Reload(), timeProvider);
        return keys;
    }

    /// <summary>Makes a file with one new key. Never overwrites: a lost key is lost data.</summary>
    /// <exception cref="KeyFileException">There is a file already.</exception>
    public static AtRestKeys Create(string path)
    {
        var set = new AtRestKeySet("k1", [AtRestKeySet.New("k1")], []);
        set.Write(path, replace: false);
        return new AtRestKeys(set, null);
    }

    /// <summary>Reads the file now. Null when it was taken into use or is unchanged; else why not.</summary>
    public KeyFileException? Reload()
    {
        var path = _path ?? throw new InvalidOperationException("These keys come from no file.");
        KeyFileException? refusal = null;
        var isTaken = false;
        lock (_gate)
        {
            try
            {
                var next = AtRestKeySet.Read(path);
                if (!next.Follows(_set))
                {
                    refusal = new KeyFileException(path, "is older than the keys in use, or lacks one of them; they stay in use");
                }
                else if (!_set.Follows(next) || next.Current.Kid != _set.Current.Kid)
                {
                    (_set, isTaken) = (next, true);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                refusal = new KeyFileException(path, "cannot be read; the keys in use stay");
            }
            catch (KeyFileException fault)
            {
                refusal = fault;
            }

            Refusal = refusal;
        }

        if (isTaken)
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }

        if (refusal is not null)
        {
            Refused?.Invoke(this, refusal);
        }

        return refusal;
    }

    /// <inheritdoc/>
    public void Dispose() => _watch?.Dispose();
}
