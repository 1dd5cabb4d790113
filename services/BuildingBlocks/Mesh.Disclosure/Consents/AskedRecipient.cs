using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>The recipient as a request names it: exactly one of the three.</summary>
/// <param name="Participation">By name; empty for another kind.</param>
/// <param name="Area">A role for a municipality; null for another kind.</param>
/// <param name="Person">A support person for one case; null for another kind.</param>
public sealed record AskedRecipient(string Participation, AreaRecipient? Area, SupportPersonRecipient? Person)
{
    /// <summary>Code of several recipients where one is asked for.</summary>
    public const string MoreThanOne = "MORE_THAN_ONE";

    /// <summary>Code of a role that no participation can have.</summary>
    public const string UnknownRole = "UNKNOWN_ROLE";

    /// <summary>Code of a municipality that is not in the table.</summary>
    public const string UnknownMunicipality = "UNKNOWN_MUNICIPALITY";

    /// <summary>The recipient, once checked.</summary>
    public ConsentRecipient Read() => this switch
    {
        { Area: { } area } when ParticipantRoleCodes.TryParse(area.Role, out var role) => new ConsentRecipient.RoleOfArea(role, area.Municipality),
        { Person: { } person } => new ConsentRecipient.SupportPerson(person.Person, Guid.Parse(person.CaseId)),
        _ when Identity.Participation.TryParse(Participation, out var named) => new ConsentRecipient.Named(named),
        _ => throw new InvalidOperationException("A recipient that was not checked is read."),
    };

    /// <summary>Adds every violation. What the contract's own rules refuse is left to them.</summary>
    public void Check(ParticipantDirectory directory, Self self, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        var named = (Participation.Length > 0 ? 1 : 0) + (Area is null ? 0 : 1) + (Person is null ? 0 : 1);
        if (named != 1)
        {
            violations.Add(
                "recipient",
                named == 0 ? ViolationCodes.Required : MoreThanOne,
                "Exactly one must be set of: recipient, area_recipient, support_person.");
        }

        if (Identity.Participation.TryParse(Participation, out var recipient))
        {
            ConsentTerms.CheckParticipation(recipient, "recipient", directory, self, violations);
        }

        if (Area is { Role.Length: > 0 } && !ParticipantRoleCodes.TryParse(Area.Role, out _))
        {
            violations.Add("area_recipient.role", UnknownRole, "Must be a role of participations, for example SOCIAL_CARE.");
        }

        if (Area is { Municipality.Length: 3 } && Municipalities.Find(Area.Municipality) is null)
        {
            violations.Add("area_recipient.municipality", UnknownMunicipality, "Must be a municipality that somebody serves.");
        }

        if (Person is not null)
        {
            OpaqueText.CheckPerson(Person.Person, "support_person.person", violations);
        }
    }
}
