using System.Diagnostics.Metrics;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>What is measured of the ledgers.</summary>
internal static class LedgerMetrics
{
    private static readonly Counter<long> Alarms =
        MeshMetrics.Meter.CreateCounter<long>("mesh.ledger.alarms", "{alarm}", "Alarms about a ledger, each with new evidence, by whose ledger and kind.");

    private static readonly Counter<long> Leaves =
        MeshMetrics.Meter.CreateCounter<long>("mesh.ledger.audited", "{leaf}", "Leaves of the own ledger that were audited.");

    /// <summary>Counts leaves that were audited.</summary>
    public static void Audited(Participation holder, long leaves) => Leaves.Add(leaves, MeshMetrics.At(holder.ToString()));

    /// <summary>Counts an alarm.</summary>
    public static void Alarmed(Participation witness, Participation ledger, LedgerAlarmKind kind) => Count(witness, ledger, kind, 1);

    /// <summary>Begins to count: who watches a counter sees no rise in one that appears with its first alarm.</summary>
    public static void Watched(Participation witness, Participation ledger)
    {
        foreach (var kind in Enum.GetValues<LedgerAlarmKind>())
        {
            Count(witness, ledger, kind, 0);
        }
    }

    private static void Count(Participation witness, Participation ledger, LedgerAlarmKind kind, long alarms)
    {
        var labels = MeshMetrics.At(witness.ToString());
        labels.Add("mesh.ledger", ledger.ToString());
        labels.Add(MeshMetrics.ReasonLabel, WireNames.Of(kind));
        Alarms.Add(alarms, labels);
    }
}
