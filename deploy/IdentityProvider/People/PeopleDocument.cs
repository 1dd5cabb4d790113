using System.Text.Json.Serialization;

namespace Mesh.IdentityProvider.People;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PeopleDocument(IReadOnlyList<PersonRow?>? People);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PersonRow(
    string? Id, string? Kind, string? Name, string? Assurance, string? Participation, string? PersonalIdentityCode, string? Municipality);
