namespace Mesh.Disclosure;

/// <summary>A flow of the domain model by which nothing leaves through the door, and why.</summary>
/// <param name="Flow">For example F28.</param>
/// <param name="Between">From whom to whom.</param>
/// <param name="Why">Why there is no rule.</param>
public sealed record FlowWithoutRule(string Flow, string Between, string Why)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FlowWithoutRule> All { get; } =
    [
        new("F01a", "region → Kela", "The notice says it all: Kela's own notice id and a state code. Nothing is left to fetch."),
        new("F24", "labour authority → employer", "The employer is no participation; a pay subsidy decision reaches it as its own decision."),
        new("F26", "holder → whoever the consent names", "What a client takes back is told as a notice of ids, so that copies are marked; the consent itself stays at its holder, who decides anew each time."),
        new("F28", "everybody → steering group", "Aggregates without persons: no personal data."),
        new("F30", "between participations", "Agreements, directory and service catalogue: no personal data."),
        new("F33", "authority → client", "The client's own notice, by the port for client notices; the client is no participation."),
        new("F34", "client → support person", "The client opens it, and looks together with that person; a support person is no participation."),
    ];
}
