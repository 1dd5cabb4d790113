using Mesh.Identity;

namespace Mesh.IdentityProvider.People;

/// <summary>A person of the demonstration. A class, not a record: nothing here is to be printed by accident.</summary>
public sealed class DemoPerson
{
    internal DemoPerson(string id, PersonKind kind, string name, string assurance, Participation? participation, PersonalIdentityCode? code, string? municipality)
    {
        Id = id;
        Kind = kind;
        Name = name;
        Assurance = assurance;
        Participation = participation;
        Code = code;
        Municipality = municipality;
    }

    /// <summary>Id in scenarios; never in a token.</summary>
    public string Id { get; }

    /// <summary>In what capacity.</summary>
    public PersonKind Kind { get; }

    /// <summary>For the people who play the demonstration; never in a token.</summary>
    public string Name { get; }

    /// <summary>Level of assurance of the means (eIDAS, Regulation (EU) 910/2014 article 8), the claim acr.</summary>
    public string Assurance { get; }

    /// <summary>A professional's participation, else null.</summary>
    public Participation? Participation { get; }

    /// <summary>A client's code, else null. Leaves by the userinfo endpoint only.</summary>
    public PersonalIdentityCode? Code { get; }

    /// <summary>A client's municipality of residence, three digits, for those who write scenarios; services have it from their own registers.</summary>
    public string? Municipality { get; }
}
