using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>Who may receive by a consent: exactly one of three kinds.</summary>
public abstract record ConsentRecipient
{
    private const string AreaStart = "area:";
    private const string PersonStart = "person:";
    private const string CaseMark = "/case:";

    private ConsentRecipient()
    {
    }

    /// <summary>Whether a disclosure to this participation may rest on it.</summary>
    /// <param name="requester">Who asks.</param>
    /// <param name="serves">The municipalities that the directory says it serves on the day.</param>
    public abstract bool Covers(Participation requester, IReadOnlyCollection<string> serves);

    /// <summary>Reads what <see cref="object.ToString"/> writes; exact.</summary>
    public static bool TryParse(string? text, out ConsentRecipient recipient)
    {
        recipient = text switch
        {
            null => null!,
            _ when Participation.TryParse(text, out var named) => new Named(named),
            _ when text.StartsWith(AreaStart, StringComparison.Ordinal) => ReadArea(text[AreaStart.Length..])!,
            _ when text.StartsWith(PersonStart, StringComparison.Ordinal) => ReadPerson(text[PersonStart.Length..])!,
            _ => null!,
        };
        return recipient is not null;
    }

    private static RoleOfArea? ReadArea(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && ParticipantRoleCodes.TryParse(text[(slash + 1)..], out var role) ? new RoleOfArea(role, text[..slash]) : null;
    }

    private static SupportPerson? ReadPerson(string text)
    {
        var mark = text.IndexOf(CaseMark, StringComparison.Ordinal);
        return mark > 0 && Guid.TryParseExact(text[(mark + CaseMark.Length)..], "D", out var caseId) ? new SupportPerson(text[..mark], caseId) : null;
    }

    /// <summary>One participation.</summary>
    /// <param name="Participation">Which.</param>
    public sealed record Named(Participation Participation) : ConsentRecipient
    {
        /// <inheritdoc/>
        public override bool Covers(Participation requester, IReadOnlyCollection<string> serves) => requester == Participation;

        /// <inheritdoc/>
        public override string ToString() => Participation.ToString();
    }

    /// <summary>
    /// Whoever holds a role for a municipality on the day of the disclosure: what the client consented to outlives a change of
    /// authorities, as in 2025. Where client groups have authorities of their own, each of them serves the municipality.
    /// </summary>
    /// <param name="Role">The role.</param>
    /// <param name="Municipality">Municipality code, three digits.</param>
    public sealed record RoleOfArea(ParticipantRole Role, string Municipality) : ConsentRecipient
    {
        /// <inheritdoc/>
        public override bool Covers(Participation requester, IReadOnlyCollection<string> serves)
        {
            ArgumentNullException.ThrowIfNull(serves);
            return requester.Role == Role && (serves.Contains(Municipality) || serves.Contains(ServedArea.WholeCountry));
        }

        /// <inheritdoc/>
        public override string ToString() => $"{AreaStart}{Municipality}/{Role.WireCode()}";
    }

    /// <summary>
    /// A support person (tukihenkilö) to whom the client opens one case (F34). A person looks by means of his or her own; no participation
    /// ever receives anything by it.
    /// </summary>
    /// <param name="Person">Pairwise id of the person at the holder, meaningless elsewhere.</param>
    /// <param name="CaseId">The case.</param>
    public sealed record SupportPerson(string Person, Guid CaseId) : ConsentRecipient
    {
        /// <inheritdoc/>
        public override bool Covers(Participation requester, IReadOnlyCollection<string> serves) => false;

        /// <inheritdoc/>
        public override string ToString() => $"{PersonStart}{Person}{CaseMark}{CaseId:D}";
    }
}
