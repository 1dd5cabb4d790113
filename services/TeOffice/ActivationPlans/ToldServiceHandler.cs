using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>F32: a service of the plan has started, ended or could not be arranged. What became of it is fetched and kept with the case.</summary>
public sealed class ToldServiceHandler(NoticeDoor door, ServiceEvents events, DbContext database) : INoticeHandler<ServiceEventRecorded>
{
    /// <summary>Reason when a notice, or what was fetched, is of another service, case or region than it says.</summary>
    public const string ServiceEventMismatch = "SERVICE_EVENT_MISMATCH";

    /// <inheritdoc />
    public string Name => nameof(ToldServiceHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(ServiceEventRecorded notice, NoticeContext context, CancellationToken cancellation)
    {
        var (caseId, serviceId) = (Guid.Parse(notice.CaseId), Guid.Parse(notice.ServiceId));
        var region = context.Source.ToString();
        var plans = database.Set<PlanCaseRow>().Where(row => row.CaseId == caseId && row.Region == region);
        if (!await plans.AnyAsync(cancellation))
        {
            throw new EvidenceDamagedException(ServiceEventMismatch);
        }

        if (await events.IsPassedAsync(serviceId, notice.ServiceVersion, cancellation))
        {
            return _ => Task.CompletedTask;
        }

        var given = await door.FetchAsync(context, Purpose.ActivationPlanFollowUp, DataCategory.ServiceEvent, Name, cancellation);
        var told = given.Content.ServiceEvent ?? throw new NothingGivenException(Refusals.NoBasis.Reason);
        if (!IsOf(told, notice))
        {
            throw new EvidenceDamagedException(ServiceEventMismatch);
        }

        return async token =>
        {
            if (!await events.IsPassedAsync(serviceId, told.ServiceVersion, token))
            {
                events.Keep(await plans.AsNoTracking().SingleAsync(token), told, given.DisclosureId);
            }
        };
    }

    // A door that is asked late tells of a later version, which is as good.
    private static bool IsOf(ServiceEvent told, ServiceEventRecorded notice) =>
        told.CaseId == notice.CaseId
        && told.ServiceId == notice.ServiceId
        && notice.ServiceVersion > 0
        && told.ServiceVersion >= notice.ServiceVersion
        && told.State is ServiceEventState.Started or ServiceEventState.Ended or ServiceEventState.NotArranged
        && WireDate.TryRead(told.On, out _)
        && (told.ReasonCode.Length == 0 || RefusalReader.IsCode(told.ReasonCode));
}
