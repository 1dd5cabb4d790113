using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>
/// A labour authority: its cases, its door by the real rules of disclosure, and its cooperation service, idempotent by request id.
/// Requests are held to their contract as a real one would hold them.
/// </summary>
internal sealed class FakeOwner
{
    private readonly Dictionary<string, (ByteString Body, IMessage Response)> _outcomes = [];

    public Dictionary<Guid, OwnerCase> Cases { get; } = [];

    public Dictionary<Guid, OwnerCase> Notices { get; } = [];

    /// <summary>What was asked at the door.</summary>
    public ConcurrentQueue<DiscloseRequest> Asked { get; } = [];

    /// <summary>What was asked of the cooperation service, with the flow it was asked in.</summary>
    public ConcurrentQueue<(IMessage Request, Guid Flow)> Acts { get; } = [];

    /// <summary>Thrown instead of an answer while set.</summary>
    public RpcException? Fails { get; set; }

    /// <summary>Changes what the door gives, after it was digested as it should be.</summary>
    public Func<DisclosedContent, DisclosedContent> Tampers { get; set; } = content => content;

    public static RpcException Refusal(StatusCode code, string reason, params (string, string)[] metadata) =>
        new RefusalReason(code, reason, "Omistajan sanat", "Ägarens ord", "The owner's words").Raise(metadata);

    public DiscloseResponse Disclose(DiscloseRequest request)
    {
        Asked.Enqueue(request);
        RequestRules.Check(request).ThrowIfAny();
        var flow = DisclosureRules.FlowOf(Participants.TeOffice, Participants.Region, request.Purpose, request.Categories);
        var about = request.Subject.SubjectCase == Subject.SubjectOneofCase.NoticeId
            ? Notices.GetValueOrDefault(Guid.Parse(request.Subject.NoticeId))
            : Cases.GetValueOrDefault(Guid.Parse(request.Subject.CaseId));
        if (Fails is not null || about is null || flow is null)
        {
            throw Fails ?? Refusal(StatusCode.PermissionDenied, "NO_BASIS");
        }

        var content = Tampers(Content(about, request.Categories.Single()));
        if (content.PlanInvitation is null && content.PlanCopy is null && content.PlanFollowUp is null)
        {
            throw Refusal(StatusCode.PermissionDenied, "NO_BASIS");
        }

        var bytes = content.ToByteString();
        return new DiscloseResponse
        {
            DisclosureId = Guid.CreateVersion7().ToString(),
            Content = bytes,
            ContentSha256 = ByteString.CopyFrom(SHA256.HashData(bytes.Span)),
            Basis = new Basis { Kind = BasisKind.Duty, Flow = flow },
        };
    }

    /// <summary>Carries out an act once for each request id.</summary>
    public TResponse Act<TResponse>(IMessage request, string requestId, string caseId, Guid flow, Func<OwnerCase, TResponse> act)
        where TResponse : IMessage
    {
        Acts.Enqueue((request, flow));
        RequestRules.Check(request).ThrowIfAny();
        if (Fails is not null)
        {
            throw Fails;
        }

        if (_outcomes.TryGetValue(requestId, out var earlier))
        {
            return earlier.Body == request.ToByteString() ? (TResponse)earlier.Response : throw Refusals.RequestIdReused.Raise();
        }

        var response = act(Cases[Guid.Parse(caseId)]);
        _outcomes[requestId] = (request.ToByteString(), response);
        return response;
    }

    public AcceptInvitationResponse Accept(AcceptInvitationRequest request, Guid flow) =>
        Act(request, request.RequestId, request.CaseId, flow, about =>
        {
            if (about.State != PlanState.Invited)
            {
                throw Refusal(StatusCode.FailedPrecondition, "WRONG_STATE", ("state", "DRAFTING"));
            }

            (about.Version, about.State) = (about.Version + 1, PlanState.Drafting);
            return new AcceptInvitationResponse { CaseVersion = about.Version, State = about.State };
        });

    public ContributeToPlanResponse Contribute(ContributeToPlanRequest request, Guid flow) =>
        Act(request, request.RequestId, request.CaseId, flow, about =>
            new ContributeToPlanResponse { CaseVersion = ++about.Version, State = about.State });

    public CosignPlanResponse Cosign(CosignPlanRequest request, Guid flow) =>
        Act(request, request.RequestId, request.CaseId, flow, about =>
        {
            if (request.PlanVersion != about.Copy!.PlanVersion)
            {
                throw Refusal(StatusCode.Aborted, "STALE_PLAN_VERSION", ("current_plan_version", "2"), ("note", "Aino Testilä"));
            }

            about.Sign(SignerRole.SocialCare);
            return new CosignPlanResponse
            {
                CaseVersion = about.Version,
                State = about.State,
                Signatures = about.Copy.Signatures.Count,
                EffectiveOn = about.FollowUp?.EffectiveOn ?? "",
            };
        });

    public ReportCapacityFindingResponse Find(ReportCapacityFindingRequest request, Guid flow) =>
        Act(request, request.RequestId, request.CaseId, flow, about =>
        {
            if (about.FoundByRegion)
            {
                throw Refusal(StatusCode.FailedPrecondition, "ALREADY_FOUND");
            }

            about.FoundByRegion = true;
            return new ReportCapacityFindingResponse
            {
                CaseVersion = ++about.Version,
                CapacityFinding = new CapacityFinding { FoundBy = { SignerRole.SocialCare } },
            };
        });

    public ReportBenefitInformationResponse Inform(ReportBenefitInformationRequest request, Guid flow) =>
        Act(request, request.RequestId, request.CaseId, flow, about => new ReportBenefitInformationResponse
        {
            CaseVersion = ++about.Version,
            GivenBy = { SignerRole.LabourAuthority, SignerRole.SocialCare },
        });

    private static DisclosedContent Content(OwnerCase about, DataCategory category) => category switch
    {
        DataCategory.PlanInvitation => new DisclosedContent
        {
            PersonalIdentityCode = about.Person,
            PlanInvitation = about.Invitation ?? new PlanInvitation
            {
                CaseId = about.Id.ToString(),
                RuleIds = { "AKT-ELIG-U25-1" },
                NeedOn = "2023-11-13",
            },
        },
        DataCategory.PlanCopy => new DisclosedContent { PlanCopy = about.Copy?.Clone() },
        _ => new DisclosedContent { PlanFollowUp = about.FollowUp?.Clone() },
    };
}
