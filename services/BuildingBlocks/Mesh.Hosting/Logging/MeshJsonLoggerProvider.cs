using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.Logging;

/// <summary>
/// Writes one JSON object per line: time (UTC, machine), level, category, event id, message, trace and span, participant,
/// exception (types and stacks, never their texts: a database's fault may quote a row), and scope values whose key begins
/// with mesh. — nothing else, so that what a library puts into its scopes (paths, queries) stays out.
/// </summary>
/// <remarks>
/// One lock, one writer. Warnings and worse are flushed at once, the rest within a second and at dispose.
/// </remarks>
[ProviderAlias("Mesh")]
public sealed class MeshJsonLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TextWriter _writer;
    private readonly bool _leaveOpen;
    private readonly LogLine _line;
    private readonly ITimer _flush;
    private bool _isDirty;
    private bool _isDisposed;

    /// <summary>A provider for one host.</summary>
    /// <param name="writer">Standard output for a process, a file in local mode.</param>
    /// <param name="participant">Who logs: a participation as text, or the name of a host without one.</param>
    /// <param name="time">Machine time.</param>
    /// <param name="leaveOpen">Whether the writer outlives the provider, as standard output does.</param>
    public MeshJsonLoggerProvider(TextWriter writer, string participant, TimeProvider time, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(time);
        _writer = writer;
        _leaveOpen = leaveOpen;
        _line = new LogLine(participant, time);
        _flush = time.CreateTimer(_ => Flush(), null, FlushInterval, FlushInterval);
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new MeshJsonLogger(this, categoryName);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose()
    {
        _flush.Dispose();
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _writer.Flush();
            if (!_leaveOpen)
            {
                _writer.Dispose();
            }
        }
    }

    internal IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    internal void Write(in LogEntry entry)
    {
        var line = _line.Of(entry, Scopes);
        lock (_gate)
        {
            // A host logs while it is torn down; those lines have nowhere to go.
            if (_isDisposed)
            {
                return;
            }

            _writer.Write(line);
            _writer.Write('\n');
            _isDirty = true;
            if (entry.Level >= LogLevel.Warning)
            {
                FlushHere();
            }
        }
    }

    private void Flush()
    {
        lock (_gate)
        {
            if (!_isDirty || _isDisposed)
            {
                return;
            }

            try
            {
                FlushHere();
            }
            catch (Exception fault) when (fault is IOException or ObjectDisposedException)
            {
                // On the timer's thread: a full disk or a closed writer must cost log lines, not the process.
                _isDirty = false;
            }
        }
    }

    private void FlushHere()
    {
        _writer.Flush();
        _isDirty = false;
    }
}
