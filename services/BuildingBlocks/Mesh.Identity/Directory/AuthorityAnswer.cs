namespace Mesh.Identity;

/// <summary>Who is responsible, or which fact is missing to say so. "Unknown" is never "nobody".</summary>
public abstract record AuthorityAnswer
{
    /// <summary>Missing fact: the client group, or one that a participation serves there.</summary>
    public const string MissingClientGroup = "client_group";

    /// <summary>Missing fact: a municipality that a participation serves on that day.</summary>
    public const string MissingMunicipality = "municipality";

    private AuthorityAnswer()
    {
    }

    /// <summary>This participation is responsible.</summary>
    public sealed record Known(Participation Participation) : AuthorityAnswer;

    /// <summary>It cannot be said.</summary>
    /// <param name="MissingFact"><see cref="MissingClientGroup"/> or <see cref="MissingMunicipality"/>.</param>
    public sealed record Unknown(string MissingFact) : AuthorityAnswer;
}
