using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.Participations;

/// <summary>Service participations that labour authorities have told of; of each the newest version holds.</summary>
public sealed class KeptParticipations(
    DbContext database, Subjects subjects, Looks looks, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    private const string ContentColumn = "content";

    /// <summary>Newest version kept of a participation; 0 when there is none.</summary>
    internal async Task<int> NewestAsync(Participation labourAuthority, Guid participationId, CancellationToken cancellation)
    {
        var teller = labourAuthority.ToString();
        return await database.Set<ParticipationRow>()
            .Where(row => row.LabourAuthority == teller && row.ParticipationId == participationId)
            .MaxAsync(row => (int?)row.Version, cancellation) ?? 0;
    }

    /// <summary>Keeps a version unless it has been passed meanwhile; runs inside a transaction.</summary>
    internal async Task KeepAsync(
        Guid participationId,
        int version,
        PersonalIdentityCode person,
        DoorAnswer.Given given,
        NoticeContext context,
        CancellationToken cancellation)
    {
        if (await NewestAsync(context.Source, participationId, cancellation) >= version)
        {
            return;
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        database.Add(new ParticipationRow
        {
            EntryId = id,
            LabourAuthority = context.Source.ToString(),
            ParticipationId = participationId,
            Version = version,
            SubjectId = await subjects.EnsureAsync(person, cancellation),
            Content = cipher.Protect(given.Bytes.Span, ParticipationRow.Table, ContentColumn, id),
            DisclosureId = given.DisclosureId,
            FlowId = context.FlowId,
            ReceivedAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });
    }

    /// <summary>The newest version of each, newest change first, for a professional to look at.</summary>
    /// <exception cref="EvidenceDamagedException">What is stored is no longer what was stored.</exception>
    internal async Task<IReadOnlyList<ReceivedParticipation>> ListAsync(PageToken page, CancellationToken cancellation)
    {
        var rows = await Newest()
            .OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.EntryId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(cancellation);
        rows.ForEach(row => looks.At(row.SubjectId, null, DataCategory.ServiceParticipation));
        return [.. rows.Select(View)];
    }

    /// <summary>The newest version of each of one person, as it was told.</summary>
    /// <exception cref="EvidenceDamagedException">What is stored is no longer what was stored.</exception>
    public async Task<IReadOnlyList<ServiceParticipation>> OfSubjectAsync(Guid subjectId, CancellationToken cancellation)
    {
        var rows = await Newest().Where(row => row.SubjectId == subjectId).OrderBy(row => row.EntryId).ToListAsync(cancellation);
        return [.. rows.Select(row => Content(row).ServiceParticipation)];
    }

    private IQueryable<ParticipationRow> Newest()
    {
        var all = database.Set<ParticipationRow>().AsNoTracking();
        return all.Where(row => !all.Any(later =>
            later.LabourAuthority == row.LabourAuthority && later.ParticipationId == row.ParticipationId && later.Version > row.Version));
    }

    private ReceivedParticipation View(ParticipationRow row) => new()
    {
        Participation = Content(row).ServiceParticipation,
        LabourAuthority = row.LabourAuthority,
        ReceivedOn = WireDate.Write(HelsinkiTime.DateOf(row.ReceivedAt)),
        FlowId = row.FlowId.ToString(),
    };

    private DisclosedContent Content(ParticipationRow row)
    {
        try
        {
            return DisclosedContent.Parser.ParseFrom(cipher.Reveal(row.Content, ParticipationRow.Table, ContentColumn, row.EntryId));
        }
        catch (AtRestTamperedException)
        {
            throw new EvidenceDamagedException(EvidenceDamagedException.StoredDataDamaged);
        }
    }
}
