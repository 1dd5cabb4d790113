using Google.Protobuf;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>What people wrote of a placement: encrypted in its row, and read from there.</summary>
public sealed class PlacementContents(FieldCipher cipher)
{
    private const string TermsColumn = "terms";
    private const string DetailsColumn = "details";

    /// <summary>Mode, providers, contract and schedule as agreed, encrypted.</summary>
    public byte[] Terms(AgreePlacementRequest request, Guid placementId) => Protect(
        new Placement
        {
            Mode = request.Mode,
            WorkProvider = request.WorkProvider,
            GuidanceProvider = request.GuidanceProvider,
            Contract = request.Contract,
            Schedule = request.Schedule,
        },
        TermsColumn,
        placementId);

    /// <summary>Who comes and how reached, encrypted.</summary>
    public byte[] Details(AgreePlacementRequest request, Guid placementId) => Protect(
        new PlacementDetails { Name = request.ClientName, Contact = request.ClientContact, Guidance = request.Guidance },
        DetailsColumn,
        placementId);

    /// <summary>The placement as a professional sees it; nothing of the client in it.</summary>
    public Placement Whole(PlacementRow row)
    {
        var placement = Outline(row);
        AddTerms(placement, row);
        return placement;
    }

    /// <summary>The placement without what was agreed: ids, states, codes and dates, as an act's outcome is stored.</summary>
    public static Placement Outline(PlacementRow row) => new()
    {
        PlacementId = row.PlacementId.ToString(),
        PlacementVersion = row.Version,
        State = row.State,
        JointCaseId = row.JointCaseId.ToString(),
        WorkplaceId = row.WorkplaceId?.ToString() ?? "",
        WorkplaceOwner = row.WorkplaceOwner,
        StartedOn = WireDate.WriteOptional(row.StartedOn),
        EndedOn = WireDate.WriteOptional(row.EndedOn),
        ReviewReasons = { row.ReviewReasons.Split(',', StringSplitOptions.RemoveEmptyEntries) },
        NextStepCode = row.NextStep,
        FlowId = row.FlowId.ToString(),
    };

    /// <summary>Adds to an outline, also to that of an earlier outcome, what was agreed: it never changes.</summary>
    public void AddTerms(Placement outline, PlacementRow row)
    {
        var terms = Terms(row);
        (outline.Mode, outline.WorkProvider, outline.GuidanceProvider) = (terms.Mode, terms.WorkProvider, terms.GuidanceProvider);
        (outline.Contract, outline.Schedule) = (terms.Contract, terms.Schedule);
    }

    /// <summary>What the labour authority is given (F11).</summary>
    public PlacementNotice ForLabourAuthority(PlacementRow row)
    {
        var terms = Terms(row);
        return new PlacementNotice
        {
            PlacementId = row.PlacementId.ToString(),
            CaseId = row.JointCaseId.ToString(),
            Provider = terms.WorkProvider.Name,
            FirstDay = terms.Schedule.FirstDay,
            LastDay = terms.Schedule.LastDay,
            DaysPerWeek = terms.Schedule.DaysPerWeek,
            StartedOn = WireDate.WriteOptional(row.StartedOn),
            EndedOn = WireDate.WriteOptional(row.EndedOn),
        };
    }

    /// <summary>What became of the service, for the plan's owner (F32); null while there is nothing to tell.</summary>
    public static ServiceEvent? EventOf(PlacementRow row)
    {
        (ServiceEventState State, DateOnly On)? happened = row.State switch
        {
            PlacementState.Started => (ServiceEventState.Started, row.StartedOn!.Value),
            PlacementState.Ended => (ServiceEventState.Ended, row.EndedOn!.Value),
            PlacementState.Cancelled => (ServiceEventState.NotArranged, HelsinkiTime.DateOf(row.ChangedAt)),
            _ => null,
        };
        return happened is not var (state, on) ? null : new ServiceEvent
        {
            CaseId = row.JointCaseId.ToString(),
            ServiceId = row.PlacementId.ToString(),
            ServiceVersion = row.Version,
            Kind = ServiceKind.RehabilitativeWorkActivity,
            State = state,
            On = WireDate.Write(on),
            ReasonCode = row.EndReason,
        };
    }

    /// <summary>What whoever gives the place is given (F13).</summary>
    public PlacementDetails ForPlaceGiver(PlacementRow row)
    {
        var details = PlacementDetails.Parser.ParseFrom(cipher.Reveal(row.Details, PlacementRow.Table, DetailsColumn, row.PlacementId));
        details.PlacementId = row.PlacementId.ToString();
        details.Schedule = Terms(row).Schedule;
        return details;
    }

    /// <summary>The schedule.</summary>
    public WorkSchedule Schedule(PlacementRow row) => Terms(row).Schedule;

    private Placement Terms(PlacementRow row) =>
        Placement.Parser.ParseFrom(cipher.Reveal(row.Terms, PlacementRow.Table, TermsColumn, row.PlacementId));

    private byte[] Protect(IMessage message, string column, Guid placementId) =>
        cipher.Protect(message.ToByteArray(), PlacementRow.Table, column, placementId);
}
