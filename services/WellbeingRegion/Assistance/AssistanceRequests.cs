using System.Text.RegularExpressions;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What requests about assistance cases must satisfy beyond their descriptors.</summary>
internal sealed partial class AssistanceRequests(MeshClock clock)
    : IRequestCheck<EvaluateAssistanceCaseRequest>, IRequestCheck<CloseAssistanceCaseRequest>
{
    /// <summary>Before anybody is asked: what cannot be answered is no reason to fetch anything about anybody.</summary>
    public void Check(EvaluateAssistanceCaseRequest request, Violations violations)
    {
        if (!WireDate.TryRead(request.AsOf, out var asOf))
        {
            return;
        }

        if (asOf > clock.Today)
        {
            violations.Add("as_of", "IN_FUTURE", "The date is after today.");
        }

        if (asOf < Era.All[0].From)
        {
            violations.Add("as_of", "OUTSIDE_FORMALISED_LAW", $"The law is formalised from {WireDate.Write(Era.All[0].From)}.");
        }
    }

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
