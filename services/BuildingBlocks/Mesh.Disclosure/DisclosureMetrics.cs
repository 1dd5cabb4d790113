using System.Diagnostics.Metrics;
using Grpc.Core;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>What is measured at the door. Not the precise reason: that is for the ledger and the person.</summary>
internal static class DisclosureMetrics
{
    private static readonly Counter<long> Attempts =
        MeshMetrics.Meter.CreateCounter<long>("mesh.disclosures", "{attempt}", "Attempts that stand in the ledger, by flow of the domain model and outcome.");

    private static readonly Counter<long> Enumerations =
        MeshMetrics.Meter.CreateCounter<long>("mesh.door.enumerations", "{alarm}", "Alarms that a participation asked about many unknown people within an hour, by who asked.");

    private static readonly Counter<long> UnexpectedAnswers =
        MeshMetrics.Meter.CreateCounter<long>("mesh.door.unexpected", "{answer}", "Answers of other participations' doors that are no door's, by who answered.");

    /// <summary>Counts an answer that is no door's.</summary>
    public static void Unexpected(Participation asker, Participation holder, StatusCode status)
    {
        var labels = MeshMetrics.At(asker.ToString());
        labels.Add("mesh.holder", holder.ToString());

        // Any number may come; only those that have a name are one.
        labels.Add(MeshMetrics.ReasonLabel, (Enum.IsDefined(status) ? status : StatusCode.Unknown).ToString());
        UnexpectedAnswers.Add(1, labels);
    }

    /// <summary>Counts an alarm.</summary>
    public static void Enumerated(Participation holder, Participation requester)
    {
        var labels = MeshMetrics.At(holder.ToString());
        labels.Add("mesh.requester", requester.ToString());
        Enumerations.Add(1, labels);
    }

    /// <summary>Counts an attempt whose row is committed.</summary>
    public static void Attempted(Participation holder, LedgerEntry entry)
    {
        var labels = MeshMetrics.At(holder.ToString());
        labels.Add("mesh.disclosure.flow", entry.Flow ?? "none");
        labels.Add(MeshMetrics.OutcomeLabel, entry.Outcome switch
        {
            LedgerOutcome.Permit => "permitted",
            LedgerOutcome.Deny => "denied",
            _ => "fault",
        });
        Attempts.Add(1, labels);
    }
}
