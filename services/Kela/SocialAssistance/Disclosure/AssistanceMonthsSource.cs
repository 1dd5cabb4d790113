using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.Statutes;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>SOCIAL_ASSISTANCE_MONTHS at the door (F01): months as of the asked date and as known now. The door itself adds the identity code.</summary>
public sealed class AssistanceMonthsSource(AssistanceHistories histories, Subjects subjects, DbContext database, MeshClock clock) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.SocialAssistanceMonths;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var now = clock.Now;
        var history = await histories.OfAsync(request.SubjectId, cancellation);

        // Before the formalised law nothing is asked for; of somebody the register does not hold there is nothing to tell.
        if (request.AsOf < Era.All[0].From || history.Clients.Count == 0)
        {
            return;
        }

        var code = await subjects.RevealAsync(request.SubjectId, cancellation);
        content.SocialAssistanceMonths = TellingOfMonths.Of(code.BirthDate, history, request.AsOf, now, await ThresholdAsync(request, cancellation));
    }

    private async Task<string> ThresholdAsync(SourceRequest request, CancellationToken cancellation)
    {
        var asker = request.Requester.ToString();
        return await database.Set<AssistanceNoticeRow>().AsNoTracking()
            .Where(row => row.SubjectId == request.SubjectId && row.Recipient == asker && row.ReachedOn <= request.AsOf)
            .OrderByDescending(row => row.ReachedOn).ThenByDescending(row => row.EntryId)
            .Select(row => row.ThresholdCode)
            .FirstOrDefaultAsync(cancellation) ?? "";
    }
}
