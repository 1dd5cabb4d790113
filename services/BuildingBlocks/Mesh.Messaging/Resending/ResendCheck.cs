using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging;

/// <summary>What a request to resend must satisfy beside its descriptors: a span of time, and a type that there is.</summary>
internal sealed class ResendCheck : IRequestCheck<ResendNoticesRequest>
{
    public void Check(ResendNoticesRequest request, Violations violations)
    {
        if (request is { Since: { } since, Until: { } until } && until <= since)
        {
            violations.Add("until", "NOT_AFTER_SINCE", "Must be after since.");
        }

        if (request.Type.Length > 0 && !NoticeTypes.IsKnown(request.Type))
        {
            violations.Add("type", "UNKNOWN_TYPE", "Must be the CloudEvents type of a notice.");
        }
    }
}
