namespace Mesh.Native;

/// <summary>What the launcher is asked to do.</summary>
/// <param name="DataFolder">Where everything is kept: databases, queues, certificates, keys, passwords, logs.</param>
/// <param name="FirstPort">The gateway's port; the others follow.</param>
/// <param name="Reset">Whether to start anew.</param>
/// <param name="Serve">Whether to serve until Ctrl-C after the journeys.</param>
/// <param name="Replicas">Processes of each participation's service and of the gateway; behind a balancer when there are several.</param>
/// <param name="Replicated">Names of the hosts that have so many; empty for all of these.</param>
/// <param name="Files">Scenario files to play; empty for the journeys that come with the mesh.</param>
internal sealed record NativeOptions(
    string DataFolder, int FirstPort, bool Reset, bool Serve, int Replicas, IReadOnlyList<string> Replicated, IReadOnlyList<string> Files);
