using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>The client's own plan: seen, agreed to and signed by the client.</summary>
public sealed class MyPlanGrpcService(
    Writes writes,
    DbContext database,
    PlanCases cases,
    PlanSigning signing,
    CapacityFindings findings,
    PlanView view,
    Subjects subjects,
    IClientIdentity client,
    CallScope call)
    : MyPlanService.MyPlanServiceBase
{
    /// <inheritdoc />
    public override async Task<ListMyPlansResponse> ListMyPlans(ListMyPlansRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var subject = await SubjectAsync(cancellation);
        var plans = await database.Set<PlanCaseRow>().AsNoTracking()
            .Where(plan => plan.SubjectId == subject)
            .OrderByDescending(plan => plan.ChangedAt)
            .ToListAsync(cancellation);
        var response = new ListMyPlansResponse();
        foreach (var plan in plans)
        {
            response.PlanCases.Add(await view.CaseAsync(plan, cancellation));
        }

        return response;
    }

    /// <inheritdoc />
    public override async Task<SignMyPlanResponse> SignMyPlan(SignMyPlanRequest request, ServerCallContext context)
    {
        var subject = await SubjectAsync(context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfClientAsync(request.CaseId, subject, cancellation);
            var next = await signing.SignAsync(plan, Client(), request.PlanVersion, request.ContentSha256.ToByteArray(), cancellation);
            return new SignMyPlanResponse
            {
                CaseVersion = next.Version,
                State = next.State,
                Signatures = next.SignedBy.Count,
                EffectiveOn = WireDate.WriteOptional(next.EffectiveOn),
            };
        });
    }

    /// <inheritdoc />
    public override async Task<AgreeToCapacityFindingResponse> AgreeToCapacityFinding(
        AgreeToCapacityFindingRequest request, ServerCallContext context)
    {
        var subject = await SubjectAsync(context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfClientAsync(request.CaseId, subject, cancellation);
            var finding = await findings.RecordAsync(plan, Client(), cancellation);
            return new AgreeToCapacityFindingResponse { CaseVersion = plan.Version, CapacityFinding = finding };
        });
    }

    private Signer Client() => new(SignerRole.Client, null, call.Caller.PersonId!, call.Caller.Assurance ?? "");

    private async Task<Guid?> SubjectAsync(CancellationToken cancellation) =>
        await subjects.FindAsync(await client.CodeOfCallerAsync(cancellation), cancellation);
}
