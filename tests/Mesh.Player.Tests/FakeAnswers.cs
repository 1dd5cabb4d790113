using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Player.Tests;

/// <summary>What the fake services got, and what they are to answer.</summary>
public sealed class FakeAnswers
{
    public const string Jobseeker = "0190a5e0-0000-7000-8000-000000000001";

    /// <summary>Every request in the order it came.</summary>
    public ConcurrentQueue<IMessage> Requests { get; } = new();

    /// <summary>Trace contexts of the requests.</summary>
    public ConcurrentQueue<string?> Traces { get; } = new();

    /// <summary>Looks that find nothing before the first that does.</summary>
    public int EmptyLooks { get; set; }

    /// <summary>Calls that wait until this many have come; 0 waits for none.</summary>
    public int Together { get; set; }

    /// <summary>What a recorded employment plan is called.</summary>
    public string FactId { get; set; } = "fact";

    /// <summary>Whether a registration sent again counts as another one, as a wrong service would have it.</summary>
    public bool ForgetsRequestIds { get; set; }

    public IEnumerable<T> Of<T>() where T : IMessage => Requests.OfType<T>();

    public void Note(IMessage request, ServerCallContext context)
    {
        Requests.Enqueue(request);
        Traces.Enqueue(context.RequestHeaders.GetValue("traceparent"));
    }
}

internal sealed class FakeJobseekers(FakeAnswers answers) : JobseekerService.JobseekerServiceBase
{
    public override async Task<RegisterJobseekerResponse> RegisterJobseeker(RegisterJobseekerRequest request, ServerCallContext context)
    {
        answers.Note(request, context);
        if (request.HomeMunicipality.Length == 0)
        {
            var refusal = new Google.Rpc.Status { Code = (int)Code.InvalidArgument, Message = "Not as the contract says." };
            refusal.Details.Add(Any.Pack(new ErrorInfo { Reason = "INVALID_REQUEST", Domain = "mesh.tyollisyys.fi", Metadata = { ["violations"] = "2", ["listed"] = "2" } }));
            refusal.Details.Add(Any.Pack(new BadRequest
            {
                FieldViolations = { new BadRequest.Types.FieldViolation { Field = "home_municipality" }, new BadRequest.Types.FieldViolation { Field = "client_group" } },
            }));
            throw refusal.ToRpcException();
        }

        while (answers.Of<RegisterJobseekerRequest>().Count() < answers.Together)
        {
            await Task.Delay(5, context.CancellationToken);
        }

        return new() { JobseekerId = answers.ForgetsRequestIds ? $"{answers.Requests.Count}" : FakeAnswers.Jobseeker };
    }

    public override Task<RecordEmploymentPlanResponse> RecordEmploymentPlan(RecordEmploymentPlanRequest request, ServerCallContext context)
    {
        answers.Note(request, context);
        return Task.FromResult(new RecordEmploymentPlanResponse { FactId = answers.FactId });
    }
}

internal sealed class FakeEligibility(FakeAnswers answers) : EligibilityService.EligibilityServiceBase
{
    public override Task<EvaluateEligibilityResponse> EvaluateEligibility(EvaluateEligibilityRequest request, ServerCallContext context)
    {
        answers.Note(request, context);
        var met = new RuleOutcome { Result = RuleResult.Met, Criteria = { new Criterion { Code = "DAYS", Actual = "180" } } };
        return Task.FromResult(new EvaluateEligibilityResponse
        {
            Evaluation = new()
            {
                EvaluationId = "evaluation",
                AsOf = "2023-11-10",
                BoundaryDiscrepancy = true,
                FlowId = "flow-1",
                Rules =
                {
                    new RuleEvaluation { RuleId = "X", Statute = met, Report = new() { Result = RuleResult.NotMet } },
                    new RuleEvaluation { RuleId = "Y", Statute = met, Report = met },
                },
            },
        });
    }

    public override Task<ListEligibilityFindingsResponse> ListEligibilityFindings(ListEligibilityFindingsRequest request, ServerCallContext context)
    {
        answers.Note(request, context);
        var found = new ListEligibilityFindingsResponse();
        if (answers.Of<ListEligibilityFindingsRequest>().Count() > answers.EmptyLooks)
        {
            found.Findings.Add(new EligibilityFinding { JobseekerId = FakeAnswers.Jobseeker, FlowId = "flow-1" });
        }

        return Task.FromResult(found);
    }
}

internal sealed class FakeBenefitRegister(FakeAnswers answers) : BenefitRegisterService.BenefitRegisterServiceBase
{
    public override async Task<ImportBenefitPaymentsResponse> ImportBenefitPayments(
        IAsyncStreamReader<ImportBenefitPaymentsRequest> requestStream, ServerCallContext context)
    {
        var days = 0;
        await foreach (var part in requestStream.ReadAllAsync())
        {
            answers.Note(part, context);
            days += part.Payments?.PaidDays.Count ?? 0;
        }

        return new() { ImportId = "import", PaidDays = days, Clients = 1 };
    }
}

internal sealed class FakeFlows(FakeAnswers answers) : FlowService.FlowServiceBase
{
    public override Task<GetFlowResponse> GetFlow(GetFlowRequest request, ServerCallContext context)
    {
        answers.Note(request, context);
        return Task.FromResult(new GetFlowResponse
        {
            Entries =
            {
                new JournalEntry { Step = "F03 PlanInvitationSent", Participant = FakeMesh.TeOffice, Road = Road.Notice, Outcome = "OK" },
                new JournalEntry { Step = "F03 Disclose", Participant = FakeMesh.TeOffice, Road = Road.Disclosure, Outcome = "NO_BASIS" },
                new JournalEntry { Step = "F03 AcceptInvitation", Participant = FakeMesh.TeOffice, Road = Road.Cooperation, Outcome = "OK" },
            },
        });
    }
}

internal sealed class FakeClock(FakeAnswers answers) : ClockService.ClockServiceBase
{
    public override Task<MoveTimeResponse> MoveTime(MoveTimeRequest request, ServerCallContext context)
    {
        answers.Note(request, context);
        return Task.FromResult(new MoveTimeResponse { Time = request.Time });
    }
}
