using System.Globalization;
using Mesh.Hosting.Calls;
using Microsoft.AspNetCore.Http;

namespace Mesh.Hosting.Rest;

/// <summary>
/// The deadline of a REST call. It is told as over gRPC, by the header <c>grpc-timeout</c> (1 to 8 digits and one of H M S m u n), so that a
/// partner learns one thing for both; participations and own systems must give one. At the gateway whoever gives none gets ten seconds.
/// </summary>
internal sealed class RestDeadline : IDisposable
{
    private const string Header = "grpc-timeout";
    private const int MostDigits = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OfPersons = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenSource _either;

    private RestDeadline(HttpContext context, TimeSpan patience, TimeProvider time)
    {
        // Timers count milliseconds: less than one has passed before anything could be answered, and is not left to a race.
        _source = new CancellationTokenSource(patience < TimeSpan.FromMilliseconds(1) ? TimeSpan.Zero : patience, time);
        Ends = (time.GetUtcNow() + patience).UtcDateTime;
        _either = CancellationTokenSource.CreateLinkedTokenSource(_source.Token, context.RequestAborted);
        context.RequestAborted = _either.Token;
        context.Features.Set(this);
    }

    /// <summary>When it passes.</summary>
    private DateTime Ends { get; }

    /// <summary>Whether it has passed.</summary>
    public bool HasPassed => _source.IsCancellationRequested;

    /// <summary>Whether the call has one.</summary>
    public static bool IsSet(HttpContext context) => context.Features.Get<RestDeadline>() is not null;

    /// <summary>When the call's deadline passes, UTC; null when it has none.</summary>
    public static DateTime? EndOf(HttpContext context) => context.Features.Get<RestDeadline>()?.Ends;

    /// <summary>Begins the call's deadline; null when it gives none that can be read, and the host gives none either.</summary>
    public static RestDeadline? Begin(HttpContext context, FrontDoor door, TimeProvider time) =>
        (Read(context.Request.Headers[Header].ToString()) ?? (door.Participation is null ? OfPersons : null)) is { } patience
            ? new RestDeadline(context, patience, time)
            : null;

    /// <inheritdoc />
    public void Dispose()
    {
        _either.Dispose();
        _source.Dispose();
    }

    private static TimeSpan? Read(string text)
    {
        if (text.Length is < 2 or > MostDigits + 1
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number == 0)
        {
            return null;
        }

        TimeSpan? patience = text[^1] switch
        {
            'H' => TimeSpan.FromHours(number),
            'M' => TimeSpan.FromMinutes(number),
            'S' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMilliseconds(number),
            'u' => TimeSpan.FromMicroseconds(number),
            'n' => TimeSpan.FromTicks(Math.Max(1, number / TimeSpan.NanosecondsPerTick)),
            _ => null,
        };
        return patience > Longest ? Longest : patience;
    }
}
