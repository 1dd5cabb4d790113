using System.Text.RegularExpressions;
using Mesh.Eligibility;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What requests about assistance cases must satisfy beyond their descriptors.</summary>
internal sealed partial class AssistanceRequests(MeshClock clock)
    : IRequestCheck<EvaluateAssistanceCaseRequest>, IRequestCheck<CloseAssistanceCaseRequest>
{
    /// <summary>Before anybody is asked: what cannot be answered is no reason to fetch anything about anybody.</summary>
    public void Check(EvaluateAssistanceCaseRequest request, Violations violations) => CompareCheck.AsOf(request.AsOf, clock, violations);

    /// <summary>The reason goes to Kela on the bus, where nothing may travel that could be a person's code.</summary>
    public void Check(CloseAssistanceCaseRequest request, Violations violations)
    {
        if (request.ReasonCode.Length > 0 && !Travels().IsMatch(request.ReasonCode))
        {
            violations.Add("reason_code", "NOT_FOR_NOTICES", "Must begin with a letter and hold no six digits in a row.");
        }
    }

    [GeneratedRegex(@"\A(?!.*[0-9]{6})[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Travels();
}
