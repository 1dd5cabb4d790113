using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Mesh.Hosting.Calls;

namespace Mesh.Hosting.Telemetry;

/// <summary>
/// The mesh's own measurements, and those that every host makes: refusals and promises. Labels are of contracts, codes and participations:
/// no person, no case, no trace can be told from a measurement, and their number is bounded.
/// </summary>
public static class MeshMetrics
{
    /// <summary>Name of <see cref="Meter"/>.</summary>
    public const string MeterName = "Tyollisyys.Mesh";

    /// <summary>Label: why, as a code.</summary>
    public const string ReasonLabel = "mesh.reason";

    /// <summary>Label: what became of it.</summary>
    public const string OutcomeLabel = "mesh.outcome";

    /// <summary>The mesh's meter.</summary>
    public static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("mesh.refusals", "{refusal}", "Calls that were refused or failed.");

    // A gauge that is written, not one that is asked: asking means reading a database, which an exporter must not wait for.
    private static readonly Gauge<int> Kept = Meter.CreateGauge<int>("mesh.promise.kept", "{promise}", "1 while a promise of /health/promises is kept, else 0.");

    private static readonly Gauge<double> CertificateLeft = Meter.CreateGauge<double>(
        "mesh.certificate.left", "s", "How long the certificate that the host shows still counts; below zero when it does not.");

    /// <summary>Labels that say whose the measurement is.</summary>
    public static TagList At(string participant) => new() { { MeshTelemetry.ParticipantTag, participant } };

    /// <summary>Counts a call that was refused.</summary>
    /// <param name="door">Whose.</param>
    /// <param name="method">Full name of the method.</param>
    /// <param name="status">What the caller was told.</param>
    /// <param name="reason">Why; one that is no code, as a relayed one may be, counts as its status.</param>
    public static void Refused(FrontDoor door, string method, StatusCode status, string? reason)
    {
        var labels = At(door.Name);
        labels.Add("mesh.method", method.TrimStart('/'));
        labels.Add(ReasonLabel, reason is { Length: > 0 and <= 64 } && reason.All(IsOfCode) ? reason : status.ToString());
        Refusals.Add(1, labels);
    }

    internal static void Promised(string participant, string name, bool isKept)
    {
        var labels = At(participant);
        labels.Add("mesh.promise", name);
        Kept.Record(isKept ? 1 : 0, labels);
    }

    internal static void CertificateCounts(string participant, TimeSpan left) => CertificateLeft.Record(left.TotalSeconds, At(participant));

    internal static bool IsAnybodyListening => Kept.Enabled;

    private static bool IsOfCode(char character) => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_';
}
