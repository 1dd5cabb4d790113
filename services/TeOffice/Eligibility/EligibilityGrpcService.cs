using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TeOffice.Jobseekers;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>Eligibility as the authority's professionals ask it.</summary>
public sealed class EligibilityGrpcService(
    Writes writes,
    Transactions transactions,
    JobseekerRegister register,
    Subjects subjects,
    BenefitDaysFromKela kela,
    Evaluator evaluator,
    Findings findings,
    IEnumerable<IEvaluationOrigins> origins,
    FlowJournal journal,
    Looks looks,
    FlowContext flow,
    CallScope call,
    MeshClock clock)
    : EligibilityService.EligibilityServiceBase
{
    /// <inheritdoc />
    public override async Task<EvaluateEligibilityResponse> EvaluateEligibility(EvaluateEligibilityRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var asOf = WireDate.ReadOptional(request.AsOf) ?? clock.Today;
        var jobseeker = await register.OfCallerAsync(Guid.Parse(request.JobseekerId), call.Caller, cancellation);
        var origin = await OriginAsync(jobseeker.JobseekerId, cancellation);
        if (origin is not null)
        {
            // What a notice began goes on in the professional's look at it.
            flow.Continue(origin.FlowId);
        }

        var code = await subjects.RevealAsync(jobseeker.SubjectId, cancellation);
        var answer = await kela.AboutAsync(jobseeker, code, Purpose.ActivationPlanNeed, asOf, Actors.Of(call.Caller), cancellation);
        return await transactions.RunAsync(
            async token =>
            {
                var evaluation = await evaluator.EvaluateAsync(jobseeker, code.BirthDate, answer, asOf, origin?.Trace, token);
                journal.Record("EvaluateEligibility", Road.Own, null);
                looks.At(jobseeker.SubjectId, null, DataCategory.JobSearchStanding, DataCategory.BenefitDays);
                return new EvaluateEligibilityResponse { Evaluation = evaluation };
            },
            cancellation);
    }

    /// <inheritdoc />
    public override async Task<ListEligibilityFindingsResponse> ListEligibilityFindings(
        ListEligibilityFindingsRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var rows = await findings.PageAsync(call.Caller, page, context.CancellationToken);
        var response = new ListEligibilityFindingsResponse { NextPageToken = page.Next(rows.Count) };
        foreach (var (finding, row) in rows)
        {
            var evaluation = row is null ? null : evaluator.Read(row);
            response.Findings.Add(new EligibilityFinding
            {
                FindingId = finding.FindingId.ToString(),
                JobseekerId = finding.JobseekerId?.ToString() ?? "",
                EvaluationId = finding.EvaluationId?.ToString() ?? "",
                AsOf = WireDate.Write(finding.AsOf),
                Result = evaluation?.Result ?? RuleResult.Unknown,
                BoundaryDiscrepancy = evaluation?.BoundaryDiscrepancy ?? false,
                FlowId = finding.FlowId.ToString(),
            });
        }

        return response;
    }

    /// <inheritdoc />
    public override Task<SettleEligibilityFindingResponse> SettleEligibilityFinding(
        SettleEligibilityFindingRequest request, ServerCallContext context) => writes.OnceAsync(request, context, async cancellation =>
        {
            var finding = await findings.OfCallerAsync(request.FindingId, call.Caller, cancellation);
            if (finding.SettledAt is not null)
            {
                throw EligibilityRefusals.FindingSettled.Raise();
            }

            (finding.SettledAt, finding.SettledBy, finding.SettledReason) = (clock.Now, call.Caller.PersonId, request.ReasonCode);
            journal.Record("F02 SettleEligibilityFinding", Road.Own, null);
            return new SettleEligibilityFindingResponse { SettledOn = WireDate.Write(clock.Today) };
        });

    private async Task<EvaluationOrigin?> OriginAsync(Guid jobseekerId, CancellationToken cancellation)
    {
        EvaluationOrigin? last = null;
        foreach (var known in origins)
        {
            last = await known.OriginAsync(jobseekerId, cancellation) is { } origin && (last is null || origin.At > last.At) ? origin : last;
        }

        return last;
    }
}
