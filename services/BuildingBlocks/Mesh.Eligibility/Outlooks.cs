using Google.Protobuf;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Eligibility.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Eligibility;

/// <summary>Keeps what was last found of each client, so that a professional's queue can show who is newly or soon eligible.</summary>
public sealed class Outlooks(DbContext database, FieldCipher cipher, FlowContext flow, MeshClock clock)
{
    private const string AnswerColumn = "answer";

    /// <summary>Writes what was found over what was known; runs inside a transaction.</summary>
    /// <param name="compared">What was found as of today.</param>
    /// <param name="isLookedAt">Whether a professional sees it now: then it is no news any more.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Services met now and not at the last finding.</returns>
    public async Task<IReadOnlyList<ComparedServiceKind>> KeepAsync(Compared compared, bool isLookedAt, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(compared);
        var asOf = clock.Today;
        var client = compared.Client;
        var row = await database.Set<OutlookRow>().SingleOrDefaultAsync(known => known.ClientId == client.ClientId, cancellation);
        var newlyMet = compared.Met.Except(row is null ? [] : MetOf(Read(row))).ToList();
        var hasNews = !isLookedAt && (newlyMet.Count > 0 || row is { HasNews: true } && compared.Met.Count > 0);
        var kept = compared.Answer.ToByteArray();
        if (row is null)
        {
            database.Add(new OutlookRow
            {
                ClientId = client.ClientId,
                SubjectId = client.SubjectId,
                CaseId = client.CaseId,
                AsOf = asOf,
                Answer = cipher.Protect(kept, OutlookRow.Table, AnswerColumn, client.ClientId),
                HasNews = hasNews,
                SoonOn = compared.SoonOn,
                FlowId = flow.Id,
                FoundAt = clock.Now,
            });
        }
        else
        {
            (row.AsOf, row.HasNews, row.SoonOn, row.FlowId, row.FoundAt) = (asOf, hasNews, compared.SoonOn, flow.Id, clock.Now);
            row.Answer = cipher.Protect(kept, OutlookRow.Table, AnswerColumn, client.ClientId);
        }

        return newlyMet;
    }

    /// <summary>Removes the outlooks of clients that are in the register no more; runs inside a transaction.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<Guid> clientIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(clientIds);
        database.RemoveRange(await database.Set<OutlookRow>().Where(row => clientIds.Contains(row.ClientId)).ToListAsync(cancellation));
    }

    /// <summary>Clients that have one.</summary>
    public async Task<IReadOnlyList<Guid>> KnownAsync(CancellationToken cancellation) =>
        await database.Set<OutlookRow>().Select(row => row.ClientId).ToListAsync(cancellation);

    private CriteriaAnswer Read(OutlookRow row) =>
        CriteriaAnswer.Parser.ParseFrom(cipher.Reveal(row.Answer, OutlookRow.Table, AnswerColumn, row.ClientId));

    private static IEnumerable<ComparedServiceKind> MetOf(CriteriaAnswer answer) =>
        answer.Services.Where(service => service.Result == RuleResult.Met).Select(service => service.Service);
}
