using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using ServiceProvider = Tyollisyys.Mesh.Protos.RehabilitativeWork.V1.ServiceProvider;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>What a placement to agree must satisfy beyond its descriptor: every violation of KTT-DUR and of the contract's days at once.</summary>
internal sealed class AgreePlacementChecks(DirectoryFile directory) : IRequestCheck<AgreePlacementRequest>
{
    public void Check(AgreePlacementRequest request, Violations violations)
    {
        if (WireDate.TryRead(request.Schedule?.FirstDay ?? "", out var first) && first < Era.All[0].From)
        {
            violations.Add("schedule.first_day", "OUTSIDE_FORMALISED_LAW", $"The law is formalised from {WireDate.Write(Era.All[0].From)}.");
        }

        foreach (var fault in PlacementLaw.Try(request)?.Faults ?? [])
        {
            // A field that is missing has been named already; what the law says of a missing one tells nothing more.
            if (PlacementLaw.FieldOf(fault) is { } field && violations.All.All(found => found.Field != field))
            {
                violations.Add(field, fault.Code, $"{fault.RuleId} ({fault.Citation.Act} {fault.Citation.Section}).");
            }
        }

        if (request.Contract?.PriceCents < 0)
        {
            violations.Add("contract.price_cents", ViolationCodes.OutOfRange, "Must not be negative.");
        }

        CheckBusinessId(request.WorkProvider, "work_provider", violations);
        CheckBusinessId(request.GuidanceProvider, "guidance_provider", violations);
        CheckWorkplace(request, violations);
    }

    private static void CheckBusinessId(ServiceProvider? provider, string field, Violations violations)
    {
        if (provider is { BusinessId.Length: > 0 } && !OrganisationId.TryParse(provider.BusinessId, out _))
        {
            violations.Add($"{field}.business_id", "BUSINESS_ID", "Must be a Finnish business ID with its check digit.");
        }
    }

    private void CheckWorkplace(AgreePlacementRequest request, Violations violations)
    {
        if (request.WorkplaceId.Length > 0 != request.WorkplaceOwner.Length > 0)
        {
            violations.Add(
                request.WorkplaceId.Length > 0 ? "workplace_owner" : "workplace_id", ViolationCodes.Required, "Workplace and owner are given together.");
        }
        else if (Participation.TryParse(request.WorkplaceOwner, out var owner)
            && (owner.Role != ParticipantRole.Municipality || directory.Current.Find(owner) is null))
        {
            violations.Add("workplace_owner", "NO_MUNICIPALITY", "Must be a municipality of the directory.");
        }
    }
}

/// <summary>What is recorded has happened.</summary>
internal sealed class PlacementDateChecks(MeshClock clock) :
    IRequestCheck<StartRehabilitativeWorkRequest>, IRequestCheck<EndRehabilitativeWorkRequest>, IRequestCheck<ReportAttendanceRequest>
{
    public void Check(StartRehabilitativeWorkRequest request, Violations violations) => Past(request.StartedOn, "started_on", violations);

    public void Check(EndRehabilitativeWorkRequest request, Violations violations) => Past(request.EndedOn, "ended_on", violations);

    public void Check(ReportAttendanceRequest request, Violations violations)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < request.Days.Count; i++)
        {
            Past(request.Days[i].Day, $"days[{i}].day", violations);
            if (!seen.Add(request.Days[i].Day))
            {
                violations.Add($"days[{i}].day", "DUPLICATE", "Each day is reported once.");
            }
        }
    }

    private void Past(string text, string field, Violations violations)
    {
        if (WireDate.TryRead(text, out var day) && day > clock.Today)
        {
            violations.Add(field, "IN_FUTURE", "The date is after today.");
        }
    }
}
