using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using Mesh.Hosting.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Hosting.Tests.Logging;

public sealed class MeshJsonLoggerProviderTests : IDisposable
{
    private static readonly Action<ILogger, int, Exception?> Imported =
        LoggerMessage.Define<int>(LogLevel.Information, new EventId(7, "Imported"), "{Count} clients, työ");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2)));
    private readonly CountingWriter _writer = new();
    private readonly MeshJsonLoggerProvider _provider;
    private readonly LoggerFactory _factory;
    private readonly ILogger _logger;

    public MeshJsonLoggerProviderTests()
    {
        _provider = new MeshJsonLoggerProvider(_writer, "0246246-0/SOCIAL_INSURANCE", _time);
        _factory = new LoggerFactory([_provider]);
        _logger = _factory.CreateLogger("Mesh.Kela.Import");
    }

    public void Dispose()
    {
        _factory.Dispose();
        _provider.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Log_WhenInAnActivity_WritesWhatIsNeededToFollowIt()
    {
        using var activity = new Activity("test").Start();

        Imported(_logger, 3, null);

        var line = OnlyLine();
        Assert.Equal("2024-02-29T10:00:00.0000000Z", line.GetProperty("time").GetString());
        Assert.Equal("Information", line.GetProperty("level").GetString());
        Assert.Equal("Mesh.Kela.Import", line.GetProperty("category").GetString());
        Assert.Equal(7, line.GetProperty("event_id").GetInt32());
        Assert.Equal("Imported", line.GetProperty("event").GetString());
        Assert.Equal("3 clients, työ", line.GetProperty("message").GetString());
        Assert.Equal(activity.TraceId.ToHexString(), line.GetProperty("trace_id").GetString());
        Assert.Equal(activity.SpanId.ToHexString(), line.GetProperty("span_id").GetString());
        Assert.Equal("0246246-0/SOCIAL_INSURANCE", line.GetProperty("participant").GetString());
    }

    [Fact]
    public void Log_WhenCodeIsInAnyText_TakesItOut()
    {
        const string Code = "131052-308T";
        using (_logger.BeginScope(new Dictionary<string, object> { ["mesh.person"] = Code, [$"mesh.{Code}"] = 1 }))
        {
            _factory.CreateLogger($"Category {Code}").Log(
                LogLevel.Error, new EventId(1, Code), Thrown(Code, new ArgumentException($"Inner {Code}")), "Code {Code}", Code);
        }

        Assert.DoesNotContain("131052", _writer.ToString(), StringComparison.Ordinal);
        Assert.Equal("Code [identity-code]", OnlyLine().GetProperty("message").GetString());
    }

    [Fact]
    public void Log_WhenThereIsAnException_WritesTypesAndStacksWithoutTheirTexts()
    {
        _logger.LogError(Thrown("Matti Meikäläinen", new ArgumentException("Hämeenkatu 1")), "Failed.");

        var exception = OnlyLine().GetProperty("exception");
        Assert.Equal("System.InvalidOperationException", exception.GetProperty("type").GetString());
        Assert.Contains(nameof(Thrown), exception.GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.Equal("System.ArgumentException", exception.GetProperty("inner").GetProperty("type").GetString());
        Assert.DoesNotContain("Meikäläinen", _writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Hämeenkatu", _writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Log_WhenFormatterWouldAddTheExceptionsText_KeepsItOut()
    {
        _logger.Log(LogLevel.Error, 0, "Failed", new InvalidOperationException("Matti"), (state, e) => $"{state}: {e?.Message}");

        Assert.Equal("Failed: ", OnlyLine().GetProperty("message").GetString());
    }

    [Fact]
    public void Log_WhenInScopes_WritesOnlyKeysOfTheMeshAndTheInnermostValue()
    {
        using (_logger.BeginScope(new Dictionary<string, object> { ["RequestPath"] = "/o/1", ["mesh.flow"] = "outer" }))
        using (_logger.BeginScope(new Dictionary<string, object> { ["mesh.case"] = "c1" }))
        using (_logger.BeginScope(new Dictionary<string, object> { ["mesh.flow"] = "inner" }))
        {
            _logger.LogInformation("Hello.");
        }

        var line = OnlyLine();
        Assert.Equal("inner", line.GetProperty("mesh.flow").GetString());
        Assert.Equal("c1", line.GetProperty("mesh.case").GetString());
        Assert.False(line.TryGetProperty("RequestPath", out _));
    }

    [Fact]
    public void Log_WhenTextIsAnything_IsOneValidLine() =>
        Gen.String.Sample(
            text =>
            {
                using var writer = new StringWriter();
                using (var provider = new MeshJsonLoggerProvider(writer, "test", _time, leaveOpen: true))
                {
                    provider.CreateLogger("c").Log(LogLevel.Information, 0, text, null, (state, _) => state);
                }

                var lines = writer.ToString().Split('\n');
                Assert.Equal([""], lines[1..]);
                using var json = JsonDocument.Parse(lines[0]);
            },
            iter: 2000);

    [Theory]
    [InlineData(LogLevel.Information, 0)]
    [InlineData(LogLevel.Warning, 1)]
    [InlineData(LogLevel.Critical, 1)]
    public void Log_WhenItIsAWarningOrWorse_FlushesAtOnce(LogLevel level, int flushes)
    {
        _logger.Log(level, "x");

        Assert.Equal(flushes, _writer.Flushes);
    }

    [Fact]
    public void Log_WhenASecondHasPassed_FlushesTheRestOnce()
    {
        _logger.LogInformation("x");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _writer.Flushes);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, _writer.Flushes);
    }

    [Fact]
    public void Dispose_WhenLinesWait_FlushesAndTakesNoMore()
    {
        _logger.LogInformation("x");
        _provider.Dispose();
        _provider.Dispose();
        _logger.LogInformation("too late");

        Assert.Equal(1, _writer.Flushes);
        Assert.Equal("x", OnlyLine().GetProperty("message").GetString());
    }

    [Fact]
    public async Task Log_WhenManyLogAtOnce_NeverMixesLines()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            for (var n = 0; n < 200; n++)
            {
                Imported(_logger, (i * 1000) + n, null);
            }
        })));

        var lines = _writer.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(1600, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()).Distinct().Count());
    }

    private static InvalidOperationException Thrown(string text, Exception inner)
    {
        try
        {
            throw new InvalidOperationException(text, inner);
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }

    private JsonElement OnlyLine() => JsonDocument.Parse(Assert.Single(_writer.ToString().TrimEnd('\n').Split('\n'))).RootElement;

    private sealed class CountingWriter : StringWriter
    {
        public int Flushes { get; private set; }

        public override void Flush() => Flushes++;
    }
}
