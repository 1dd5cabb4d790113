using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>What a letter to record must be beside what its contract says.</summary>
internal sealed class LetterRequests(MeshClock clock) : IRequestCheck<RecordLetterPostedRequest>
{
    public void Check(RecordLetterPostedRequest request, Violations violations)
    {
        if (WireDate.TryRead(request.PostedOn, out var postedOn) && postedOn > clock.Today)
        {
            violations.Add("posted_on", "IN_FUTURE", "The date is after today.");
        }
    }
}
