using System.Security.Cryptography;

namespace Mesh.Identity;

/// <summary>
/// The directory in use: reads the file and its detached signature (same name + ".sig"), watches both, and takes a change into
/// use only when signature, content and succession are in order; otherwise the last good directory stays and the refusal is told.
/// </summary>
/// <remarks>
/// Succession is judged against the version in use, so after a restart the signature alone guards against an older file.
/// Events are raised on a thread of the pool, outside any lock; a handler must not throw.
/// </remarks>
public sealed class DirectoryFile : IDisposable
{
    /// <summary>What the signature's file name adds.</summary>
    public const string SignatureSuffix = ".sig";

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly ECDsa _publicKey;
    private FileWatch? _watch;
    private volatile Snapshot? _current;
    private bool _isDisposed;

    private DirectoryFile(string path, ECDsa publicKey)
    {
        DirectorySignature.EnsureP256(publicKey);
        _path = Path.GetFullPath(path);
        _publicKey = ECDsa.Create(publicKey.ExportParameters(includePrivateParameters: false));
    }

    /// <summary>A new version is in use.</summary>
    public event EventHandler<ParticipantDirectory>? Changed;

    /// <summary>A changed file was refused.</summary>
    public event EventHandler<DirectoryRefusal>? Refused;

    /// <summary>The directory in use. Ask each time: it changes.</summary>
    public ParticipantDirectory Current => _current!.Directory;

    /// <summary>The very bytes of the directory in use, with their signature: for whoever checks with nothing but the directory's public key.</summary>
    public (ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Signature) Bytes => _current is { } used ? (used.Json, used.Signature) : default;

    /// <summary>Reads the file and starts watching it.</summary>
    /// <param name="path">participants.json of the installation.</param>
    /// <param name="publicKey">ECDSA P-256 public key of whoever keeps the directory; copied.</param>
    /// <param name="timeProvider">Machine time, for the settling.</param>
    /// <exception cref="DirectoryRefusedException">There is no valid file at start.</exception>
    public static DirectoryFile Open(string path, ECDsa publicKey, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        var file = new DirectoryFile(path, publicKey);
        try
        {
            (file._current, var violations) = file.Load(current: null);
            if (violations.Count > 0)
            {
                throw new DirectoryRefusedException(violations);
            }

            file._watch = new FileWatch(file._path, () => file.Reload(), timeProvider, SignatureSuffix);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the file now. Null when it was taken into use or is unchanged; else why not.</summary>
    public DirectoryRefusal? Reload()
    {
        Snapshot? taken;
        DirectoryRefusal? refusal;
        lock (_gate)
        {
            // The settling timer may fire once more while the file is being closed.
            if (_isDisposed)
            {
                return null;
            }

            var current = _current!;
            (var next, var violations) = Load(current);
            refusal = violations.Count > 0 ? new(violations, current.Directory.Version) : null;
            taken = refusal is null && next != current ? next : null;
            _current = taken ?? current;
        }

        if (taken is not null)
        {
            Changed?.Invoke(this, taken.Directory);
        }

        if (refusal is not null)
        {
            Refused?.Invoke(this, refusal);
        }

        return refusal;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _publicKey.Dispose();
        }
    }

    private (Snapshot? Next, IReadOnlyList<DirectoryViolation> Violations) Load(Snapshot? current)
    {
        byte[] json, signature;
        try
        {
            json = File.ReadAllBytes(_path);
            signature = File.ReadAllBytes(_path + SignatureSuffix);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new("$", DirectoryFaults.Unreadable, "The directory file or its signature cannot be read.")]);
        }

        // Before anything is parsed: unsigned bytes do not reach the reader.
        if (!DirectorySignature.Verify(json, signature, _publicKey))
        {
            return (null, [new("$", DirectoryFaults.Signature, "The signature does not belong to this file and the directory's key.")]);
        }

        if (current is not null && json.AsSpan().SequenceEqual(current.Json))
        {
            return (current, []);
        }

        var read = ParticipantDirectory.Read(json);
        if (!read.IsValid)
        {
            return (null, read.Violations);
        }

        var violations = current is null ? [] : DirectorySuccession.Check(current.Directory, read.Directory);
        return (new(read.Directory, json, signature), violations);
    }

    private sealed record Snapshot(ParticipantDirectory Directory, byte[] Json, byte[] Signature);
}
