using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.Eligibility;

/// <summary>Who is newly or soon eligible for something, in the queue of the client's professional.</summary>
internal sealed class OutlookWork(DbContext database) : IWorkSource
{
    private const string Method = "tyollisyys.mesh.eligibility.v1.CriteriaService/CompareCriteria";

    /// <inheritdoc />
    public string Name => "outlook";

    /// <inheritdoc />
    public Guid? Touched(object row) => row is OutlookRow outlook ? outlook.ClientId : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        if (await database.Set<OutlookRow>().AsNoTracking().SingleOrDefaultAsync(row => row.ClientId == thing, cancellation) is not { } outlook)
        {
            return [];
        }

        List<Work> work = [];
        if (outlook.HasNews)
        {
            work.Add(Of(outlook, "NEWLY_ELIGIBLE"));
        }

        if (outlook.SoonOn is { } soon)
        {
            work.Add(Of(outlook, "SOON_ELIGIBLE") with { DueOn = soon });
        }

        return work;
    }

    private static Work Of(OutlookRow outlook, string code) => new(WorkKind.Decision, code, outlook.ClientId, Method, outlook.FlowId)
    {
        SubjectId = outlook.SubjectId,
        ClientId = outlook.CaseId is null ? outlook.ClientId : null,
        CaseId = outlook.CaseId,
    };
}
