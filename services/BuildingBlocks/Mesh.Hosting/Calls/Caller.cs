using Mesh.Identity;

namespace Mesh.Hosting.Calls;

/// <summary>What kind of caller was authenticated.</summary>
public enum CallerKind
{
    /// <summary>Another participation.</summary>
    Participant = 1,

    /// <summary>A system of this participation.</summary>
    OwnSystem,

    /// <summary>A professional of this participation.</summary>
    Professional,

    /// <summary>A client about himself or herself.</summary>
    Client,

    /// <summary>An operator.</summary>
    Operator,
}

/// <summary>Who calls, once authenticated.</summary>
/// <param name="Kind">What kind of caller.</param>
/// <param name="Participation">The calling participation; for a professional and an own system, this one; null for a client or operator.</param>
/// <param name="PersonId">The person's pairwise id from the token; null for participations and systems.</param>
/// <param name="Assurance">Assurance of the person's authentication, as a URI.</param>
/// <param name="SystemName">Name of an own system.</param>
public sealed record Caller(
    CallerKind Kind, Participation? Participation, string? PersonId = null, string? Assurance = null, string? SystemName = null)
{
    /// <summary>Tells callers apart where their requests must not meet, as in the replay of writes.</summary>
    public string Key => $"{Kind}:{Participation}:{PersonId}{SystemName}";
}
