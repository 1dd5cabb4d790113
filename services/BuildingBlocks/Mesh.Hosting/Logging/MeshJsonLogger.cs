using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.Logging;

/// <summary>One category of <see cref="MeshJsonLoggerProvider"/>. Levels are filtered by the framework's configuration.</summary>
internal sealed class MeshJsonLogger(MeshJsonLoggerProvider provider, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            // The exception is kept from the formatter: some append its text to the message.
            provider.Write(new(logLevel, category, eventId, formatter(state, null), exception));
        }
    }
}

/// <summary>What is logged, before it is a line.</summary>
internal readonly record struct LogEntry(LogLevel Level, string Category, EventId EventId, string Message, Exception? Exception);
