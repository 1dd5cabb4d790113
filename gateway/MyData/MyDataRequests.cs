using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.MyData.V1;

namespace Mesh.Gateway.MyData;

/// <summary>What a list across participations must be beside what its contract says: a page token belongs to one participation.</summary>
internal sealed class MyDataRequests :
    IRequestCheck<ListMyConsentsRequest>,
    IRequestCheck<ListMyRefusalsRequest>,
    IRequestCheck<ListMyUsesRequest>,
    IRequestCheck<ListMyMessagesRequest>
{
    public const string NeedsParticipant = "NEEDS_PARTICIPANT";

    public void Check(ListMyConsentsRequest request, Violations violations) => Check(request.Participant, request.PageToken, violations);

    public void Check(ListMyRefusalsRequest request, Violations violations) => Check(request.Participant, request.PageToken, violations);

    public void Check(ListMyUsesRequest request, Violations violations) => Check(request.Participant, request.PageToken, violations);

    public void Check(ListMyMessagesRequest request, Violations violations) => Check(request.Participant, request.PageToken, violations);

    private static void Check(string participant, string pageToken, Violations violations)
    {
        if (pageToken.Length > 0 && participant.Length == 0)
        {
            violations.Add("page_token", NeedsParticipant, "A page token is one participation's: name it in participant.");
        }
    }
}
