using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Identity;

namespace Mesh.WellbeingRegion.Counterparts;

/// <summary>Reads whom a door named beside what it gave.</summary>
public sealed class NamedPersons(AcceptedCodes codes)
{
    /// <summary>The person.</summary>
    /// <exception cref="EvidenceDamagedException">No code, or none that is accepted here.</exception>
    public PersonalIdentityCode Read(string text, string mismatch)
    {
        var violations = new Violations();
        var code = codes.Read(text, "personal_identity_code", violations);
        return code is not null && !violations.Any ? code : throw new EvidenceDamagedException(mismatch);
    }
}
