using Mesh.Eligibility;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What requests about assistance cases must satisfy beyond their descriptors.</summary>
internal sealed class AssistanceRequests(DirectoryFile directory, MeshClock clock) :
    IRequestCheck<EvaluateAssistanceCaseRequest>, IRequestCheck<CloseAssistanceCaseRequest>, IRequestCheck<RecordClientGroupRequest>
{
    /// <summary>Before anybody is asked: what cannot be answered is no reason to fetch anything about anybody.</summary>
    public void Check(EvaluateAssistanceCaseRequest request, Violations violations) => CompareCheck.AsOf(request.AsOf, clock, violations);

    /// <summary>The reason goes to Kela on the bus.</summary>
    public void Check(CloseAssistanceCaseRequest request, Violations violations) =>
        violations.AddIfNotForNotices(request.ReasonCode, "reason_code");

    /// <summary>A group that the directory does not know would leave open who is responsible.</summary>
    public void Check(RecordClientGroupRequest request, Violations violations)
    {
        if (request.ClientGroup.Length > 0 && !directory.Current.ClientGroups.Contains(request.ClientGroup, StringComparer.Ordinal))
        {
            violations.Add("client_group", "UNKNOWN_CLIENT_GROUP", "Must be a group that the directory tells apart.");
        }
    }
}
