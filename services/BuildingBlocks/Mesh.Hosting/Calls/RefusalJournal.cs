using Mesh.Hosting.Journal;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Hosting.Calls;

/// <summary>
/// Journals a refused act: its own transaction was rolled back, so the row is written in one of its own. Refusals outside any
/// flow are in the log only. The door journals its own refusals with the ledger row.
/// </summary>
public sealed class RefusalJournal(IServiceScopeFactory scopes, FlowContext flow)
{
    /// <summary>Writes the row when the act belongs to a flow.</summary>
    public async Task WriteAsync(string method, Caller caller, string reason)
    {
        if (!flow.IsKnown || method.EndsWith("/Disclose", StringComparison.Ordinal))
        {
            return;
        }

        await using var own = scopes.CreateAsyncScope();
        if (own.ServiceProvider.GetService<DbContext>() is not { } database)
        {
            return;
        }

        own.ServiceProvider.GetRequiredService<FlowContext>().Continue(flow.Id);
        own.ServiceProvider.GetRequiredService<FlowJournal>().Record(
            method[(method.LastIndexOf('/') + 1)..],
            caller.Kind == CallerKind.Participant ? Road.Cooperation : Road.Own,
            caller.Kind == CallerKind.Participant ? caller.Participation : (Participation?)null,
            reason);
        await database.SaveChangesAsync();
    }
}
