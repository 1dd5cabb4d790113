using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Hosting.Calls;

/// <summary>Who acts, as this participation names it to another and answers for it.</summary>
public static class Actors
{
    private const string Unstated = "urn:mesh:assurance:unstated";

    /// <summary>The person behind a call.</summary>
    public static Actor Of(Caller caller) => new()
    {
        PairwiseId = caller.PersonId ?? throw new InvalidOperationException("The caller is no person."),
        Role = caller.Kind == CallerKind.Client ? ActorRole.Client : ActorRole.Professional,
        Assurance = caller.Assurance is { Length: > 0 } assurance ? assurance : Unstated,
    };

    /// <summary>A part of this service, no person behind the single act, such as a notice handler.</summary>
    public static Actor System(string name) => new()
    {
        PairwiseId = name,
        Role = ActorRole.System,
        Assurance = "urn:mesh:assurance:system",
    };
}
