using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Statutes;
using Mesh.WellbeingRegion.Acts;
using Mesh.WellbeingRegion.Counterparts;
using Mesh.WellbeingRegion.JointPlans;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>Placements in rehabilitative work activity, as the region's professionals make them.</summary>
public sealed class RehabilitativeWorkGrpcService(
    Writes writes,
    DbContext database,
    JointCases joint,
    Placements placements,
    PlacementContents contents,
    PlacementNotices notices,
    Workplaces workplaces,
    FlowJournal journal,
    Looks looks,
    CallScope call,
    MeshClock clock,
    TimeProvider time)
    : RehabilitativeWorkService.RehabilitativeWorkServiceBase
{
    private const string NoNextStep = "NO_NEXT_STEP";

    /// <inheritdoc />
    public override Task<AgreePlacementResponse> AgreePlacement(AgreePlacementRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await joint.OfWorkerAsync(request.JointCaseId, call.Caller, cancellation);
            var law = PlacementLaw.Of(request);
            var ground = await placements.GroundAsync(plan, cancellation);
            var others = await placements.OpenOfAsync(plan.SubjectId, cancellation);
            PlacementDecisions.Agree(ground, law, PlacementLaw.Together(request.Schedule, others.Select(contents.Schedule))).OrGoOn();
            UnderPlan(ground, WireDate.Read(request.Schedule.FirstDay), "schedule.first_day");
            var row = Agreed(request, plan, law);
            database.Add(row);
            Journal("AgreePlacement", row);
            if (row.State == PlacementState.Agreed)
            {
                notices.TellAgreed(row);
            }

            return new AgreePlacementResponse { Placement = PlacementContents.Outline(row) };
        }, (outcome, cancellation) => CompleteAsync(outcome, outcome.Placement, cancellation));

    /// <inheritdoc />
    public override Task<ResolveLegalReviewResponse> ResolveLegalReview(ResolveLegalReviewRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await placements.OfWorkerInActAsync(request.PlacementId, call.Caller, cancellation);
            PlacementDecisions.Resolve(Placements.Snapshot(row), request.ExpectedVersion).OrGoOn();
            row.ReviewOutcome = request.ReasonCode;
            row.ReviewedBy = call.Caller.PersonId!;
            await placements.MoveAsync(row, request.Accepted ? PlacementState.Agreed : PlacementState.Rejected, cancellation);
            Journal("ResolveLegalReview", row);
            if (request.Accepted)
            {
                notices.TellAgreed(row);
            }

            return new ResolveLegalReviewResponse { Placement = PlacementContents.Outline(row) };
        }, (outcome, cancellation) => CompleteAsync(outcome, outcome.Placement, cancellation));

    /// <inheritdoc />
    public override async Task<RequestPlaceResponse> RequestPlace(RequestPlaceRequest request, ServerCallContext context)
    {
        var seen = await placements.OfWorkerAsync(request.PlacementId, call.Caller, context.CancellationToken);

        // The same request again is carried again, which the municipality knows how to take; any other is decided first.
        if (seen.PlaceRequestId != request.RequestId)
        {
            PlacementDecisions.RequestPlace(Placements.Snapshot(seen), request.ExpectedVersion).OrGoOn();
        }

        await workplaces.AskAsync(seen, request.RequestId, Actors.Of(call.Caller), context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await placements.OfWorkerInActAsync(request.PlacementId, call.Caller, cancellation);
            PlacementDecisions.RequestPlace(Placements.Snapshot(row), request.ExpectedVersion).OrGoOn();
            row.PlaceRequestId = request.RequestId;
            await placements.MoveAsync(row, PlacementState.PlaceRequested, cancellation);
            journal.Record("F13 RequestPlace", Road.Cooperation, RemoteActs.Stored(row.WorkplaceOwner), caseId: row.JointCaseId);
            return new RequestPlaceResponse { Placement = PlacementContents.Outline(row) };
        }, (outcome, cancellation) => CompleteAsync(outcome, outcome.Placement, cancellation));
    }

    /// <inheritdoc />
    public override Task<CancelPlacementResponse> CancelPlacement(CancelPlacementRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await placements.OfWorkerInActAsync(request.PlacementId, call.Caller, cancellation);
            PlacementDecisions.Cancel(Placements.Snapshot(row), request.ExpectedVersion).OrGoOn();
            row.EndReason = request.ReasonCode;
            await placements.MoveAsync(row, PlacementState.Cancelled, cancellation);
            Journal("CancelPlacement", row);
            notices.TellEvent(row);
            notices.TellReleased(row);
            return new CancelPlacementResponse { Placement = PlacementContents.Outline(row) };
        }, (outcome, cancellation) => CompleteAsync(outcome, outcome.Placement, cancellation));

    /// <inheritdoc />
    public override Task<StartRehabilitativeWorkResponse> StartRehabilitativeWork(
        StartRehabilitativeWorkRequest request, ServerCallContext context) => writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await placements.OfWorkerInActAsync(request.PlacementId, call.Caller, cancellation);
            var startedOn = WireDate.Read(request.StartedOn);
            Within(row.FirstDay, row.LastDay, startedOn, "started_on");
            var ground = await placements.GroundAsync(row, cancellation);
            PlacementDecisions.Start(Placements.Snapshot(row), request.ExpectedVersion, ground).OrGoOn();
            UnderPlan(ground, startedOn, "started_on");
            row.StartedOn = startedOn;
            await placements.MoveAsync(row, PlacementState.Started, cancellation);
            notices.TellStarted(row);
            notices.TellEvent(row);
            return new StartRehabilitativeWorkResponse { Placement = PlacementContents.Outline(row) };
        }, (outcome, cancellation) => CompleteAsync(outcome, outcome.Placement, cancellation));

    /// <inheritdoc />
    public override Task<EndRehabilitativeWorkResponse> EndRehabilitativeWork(
        EndRehabilitativeWorkRequest request, ServerCallContext context) => writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await placements.OfWorkerInActAsync(request.PlacementId, call.Caller, cancellation);
            PlacementDecisions.End(Placements.Snapshot(row), request.ExpectedVersion).OrGoOn();
            var endedOn = WireDate.Read(request.EndedOn);
            Within(row.StartedOn!.Value, row.LastDay, endedOn, "ended_on");
            (row.EndedOn, row.EndReason, row.NextStep) = (endedOn, request.ReasonCode, request.NextStepCode);
            await placements.MoveAsync(row, PlacementState.Ended, cancellation);

            // A step of its own, so that endings without a next step can be counted from the journal (PATH-NEXT-1).
            Journal(request.NextStepCode == NoNextStep ? "PATH-NEXT-1 EndWithoutNextStep" : "PATH-NEXT-1 EndWithNextStep", row);
            notices.TellEnded(row);
            notices.TellEvent(row);
            notices.TellReleased(row);
            return new EndRehabilitativeWorkResponse { Placement = PlacementContents.Outline(row) };
        }, (outcome, cancellation) => CompleteAsync(outcome, outcome.Placement, cancellation));

    /// <inheritdoc />
    public override async Task<GetPlacementResponse> GetPlacement(GetPlacementRequest request, ServerCallContext context)
    {
        var row = await placements.OfWorkerAsync(request.PlacementId, call.Caller, context.CancellationToken);
        LookAt(row);
        return new GetPlacementResponse { Placement = contents.Whole(row) };
    }

    /// <inheritdoc />
    public override async Task<ListPlacementsResponse> ListPlacements(ListPlacementsRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var rows = await placements.SeenBy(call.Caller)
            .Where(row => request.State == PlacementState.Unspecified || row.State == request.State)
            .OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.PlacementId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(context.CancellationToken);
        rows.ForEach(LookAt);
        return new ListPlacementsResponse { Placements = { rows.Select(contents.Whole) }, NextPageToken = page.Next(rows.Count) };
    }

    private PlacementRow Agreed(AgreePlacementRequest request, JointCaseRow plan, PlacementOutcome law)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return new PlacementRow
        {
            PlacementId = id,
            JointCaseId = plan.CaseId,
            LabourAuthority = plan.Owner,
            SubjectId = plan.SubjectId,
            FlowId = plan.FlowId,
            Version = 1,
            State = law.Verdict == PlacementVerdict.LegalReview ? PlacementState.LegalReview : PlacementState.Agreed,
            Terms = contents.Terms(request, id),
            Details = contents.Details(request, id),
            FirstDay = WireDate.Read(request.Schedule.FirstDay),
            LastDay = WireDate.Read(request.Schedule.LastDay),
            WorkplaceId = Guid.TryParse(request.WorkplaceId, out var workplace) ? workplace : null,
            WorkplaceOwner = request.WorkplaceOwner,
            ReviewReasons = string.Join(',', law.ReviewReasons),
            AgreedBy = call.Caller.PersonId!,
            RecordedAt = time.GetUtcNow(),
            ChangedAt = clock.Now,
        };
    }

    private async Task<TResponse> CompleteAsync<TResponse>(TResponse outcome, Placement placement, CancellationToken cancellation)
    {
        var id = Guid.Parse(placement.PlacementId);
        contents.AddTerms(
            placement, await database.Set<PlacementRow>().AsNoTracking().SingleAsync(row => row.PlacementId == id, cancellation));
        return outcome;
    }

    private void LookAt(PlacementRow row) => looks.At(row.SubjectId, row.JointCaseId, DataCategory.Placement, DataCategory.PlacementDetails);

    private static void Within(DateOnly first, DateOnly last, DateOnly day, string field) =>
        Require(day >= first && day <= last, field, "OUTSIDE_SCHEDULE", "Must be a day of the placement.");

    private static void UnderPlan(MeasureGround ground, DateOnly day, string field) => Require(
        PlacementDecisions.IsUnderPlan(ground, day), field, "BEFORE_PLAN", "Must not be before the plan took effect, on the day of its last signature.");

    private static void Require(bool holds, string field, string code, string text)
    {
        var violations = new Violations();
        if (!holds)
        {
            violations.Add(field, code, text);
        }

        violations.ThrowIfAny();
    }

    private void Journal(string step, PlacementRow row) => journal.Record(step, Road.Own, null, caseId: row.JointCaseId);
}
