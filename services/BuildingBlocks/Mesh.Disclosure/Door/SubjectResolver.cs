namespace Mesh.Disclosure;

/// <summary>Whom a reference leads to.</summary>
/// <param name="Id">The subject's id, or that of a sighting.</param>
/// <param name="IsKnown">Whether the holder knows the person.</param>
/// <param name="ReferenceIndex">Blind index of the reference, under which a sighting is kept.</param>
internal sealed record ResolvedSubject(Guid Id, bool IsKnown, byte[] ReferenceIndex);

/// <summary>Finds the subject of an attempt. The same statements run whether there is one or not.</summary>
internal sealed class SubjectResolver(Subjects subjects, NoticeSubjects notices, HolderCases cases, Sightings sightings)
{
    /// <summary>Whom the reference leads to, whoever uses it: whether the requester may is for the decision.</summary>
    public async Task<ResolvedSubject> ResolveAsync(SubjectReference reference, CancellationToken cancellation)
    {
        var known = reference switch
        {
            SubjectReference.ByCode named => await subjects.FindAsync(named.Code, cancellation),
            SubjectReference.ByCase named => (await cases.FindAsync(named.CaseId, cancellation))?.SubjectId,
            SubjectReference.ByNotice named => (await notices.FindAsync(named.NoticeId, cancellation))?.SubjectId,
            _ => throw new ArgumentOutOfRangeException(nameof(reference)),
        };
        var sighting = await sightings.FindAsync(reference, cancellation);
        return new ResolvedSubject(known ?? sighting.SightingId, known is not null, sighting.ReferenceIndex);
    }
}
