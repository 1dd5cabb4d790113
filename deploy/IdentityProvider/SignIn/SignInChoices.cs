using Mesh.Identity;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Tokens;

namespace Mesh.IdentityProvider.SignIn;

/// <summary>People shown together.</summary>
/// <param name="Participation">Whose professionals they are; null for clients and operators.</param>
/// <param name="Kind">In what capacity.</param>
/// <param name="People">In the order of the file.</param>
internal sealed record SignInGroup(PersonKind Kind, DirectoryEntry? Participation, IReadOnlyList<DemoPerson> People);

/// <summary>Whom one may sign in as: those whom a token for the requested targets could be given to.</summary>
internal sealed class SignInChoices(DemoPeople people, IReadOnlyList<TokenTarget> targets, ParticipantDirectory directory)
{
    internal IReadOnlyList<SignInGroup> Groups { get; } =
    [
        .. people.All
            .Where(person => IsOpen(person, targets, directory))
            .GroupBy(person => (person.Kind, person.Participation))
            .OrderBy(group => group.Key.Kind)
            .Select(group => new SignInGroup(group.Key.Kind, group.Key.Participation is { } own ? directory.Find(own) : null, [.. group])),
    ];

    internal DemoPerson? Find(string? id) => people.Find(id) is { } person && IsOpen(person, targets, directory) ? person : null;

    private static bool IsOpen(DemoPerson person, IReadOnlyList<TokenTarget> targets, ParticipantDirectory directory) =>
        targets.All(target => target.IsOpenTo(person)) && (person.Participation is not { } own || directory.Find(own) is not null);
}
