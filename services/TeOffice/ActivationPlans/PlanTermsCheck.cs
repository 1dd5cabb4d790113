using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>KTT-CONTENT-1: rehabilitative work activity states its goal, its support and how it is fitted in; no other service does.</summary>
public sealed class PlanTermsCheck : IRequestCheck<DraftPlanRequest>, IRequestCheck<ContributeToPlanRequest>
{
    /// <inheritdoc />
    public void Check(DraftPlanRequest request, Violations violations) => Check(request.Content?.Services ?? [], "content.services", violations);

    /// <inheritdoc />
    public void Check(ContributeToPlanRequest request, Violations violations) => Check(request.Services, "services", violations);

    private static void Check(IEnumerable<PlannedService> services, string path, Violations violations)
    {
        foreach (var (index, service) in services.Index())
        {
            var field = FormattableString.Invariant($"{path}[{index}].rehabilitative_work");
            switch (service)
            {
                case { Kind: ServiceKind.RehabilitativeWorkActivity, RehabilitativeWork: null }:
                    violations.Add(field, RehabilitativeWorkInPlan.KttTermsMissing, "Must be given for rehabilitative work activity.");
                    break;
                case { Kind: not ServiceKind.RehabilitativeWorkActivity, RehabilitativeWork: not null }:
                    violations.Add(field, RehabilitativeWorkInPlan.KttTermsWithoutKtt, "Must be given for rehabilitative work activity alone.");
                    break;
            }
        }
    }
}
