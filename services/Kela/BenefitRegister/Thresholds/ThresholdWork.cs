using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.Kela.BenefitRegister;

/// <summary>Reached thresholds that nobody could be told of (F02): a fact about the client is to be completed, and comes with an import.</summary>
internal sealed class ThresholdWork(DbContext database) : IWorkSource
{
    public string Name => "thresholds";

    public Guid? Touched(object row) => row is UnaddressedThreshold threshold ? threshold.SubjectId : null;

    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var open = await database.Set<UnaddressedThreshold>().AsNoTracking()
            .Where(row => row.SubjectId == thing && row.NoticeId == null)
            .OrderBy(row => row.Since).ThenBy(row => row.ThresholdCode)
            .ToListAsync(cancellation);

        // One fact is one piece of work, however many thresholds wait for it.
        return
        [
            .. open.DistinctBy(row => row.MissingFact).Select(row => new Work(
                WorkKind.Fact,
                "COMPLETE_" + row.MissingFact.ToUpperInvariant(),
                row.ImportId,
                "tyollisyys.mesh.kela.v1.BenefitRegisterService/ImportBenefitPayments",
                row.FlowId)
            {
                SubjectId = thing,
                IsUnclaimed = true,
            }),
        ];
    }
}
