using Mesh.ClientNotices;
using Mesh.ConsentNotices;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.Settings;
using Mesh.Messaging;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Jobseekers;
using Mesh.TeOffice.MunicipalServices;
using Mesh.TeOffice.Participations;
using Mesh.TeOffice.Pointers;
using Mesh.TeOffice.Referrals;
using Mesh.TeOffice.Storage;
using Mesh.TeOffice.WorkAbility;
using Mesh.WorkQueues;

namespace Mesh.TeOffice;

/// <summary>The labour authority's service (työvoimaviranomainen): the TE office, or a municipality in that role.</summary>
public static class TeOfficeApplication
{
    /// <summary>Builds the host; it is not started.</summary>
    /// <param name="settings">What the service is told.</param>
    /// <param name="parts">Live things from whoever starts it.</param>
    /// <param name="transport">How notices leave.</param>
    /// <param name="profile">The reading of the rules this organisation runs by.</param>
    public static WebApplication Build(
        MeshServiceSettings settings, MeshHostParts parts, Func<IServiceProvider, INoticeTransport> transport, OfficeProfile? profile = null)
    {
        var builder = MeshService.CreateBuilder<TeOfficeDbContext>(settings, parts);
        builder.Services.AddTeOffice(transport, profile ?? new OfficeProfile(), ClientNoticeSettings.Read(builder.Configuration));
        return Map(builder.Build());
    }

    /// <summary>Registers the areas and the blocks they stand on.</summary>
    internal static IServiceCollection AddTeOffice(
        this IServiceCollection services,
        Func<IServiceProvider, INoticeTransport> transport,
        OfficeProfile profile,
        ClientNoticeSettings? clientNotices = null) => services
        .AddNotices(transport)
        .AddDisclosure()
        .AddConsentNotices()
        .AddClientNotices(clientNotices ?? new ClientNoticeSettings())
        .AddWorkQueue<TiedClients>()
        .AddScoped<NoticeDoor>()
        .AddJobseekers()
        .AddEligibility(profile)
        .AddActivationPlans()
        .AddReferrals()
        .AddParticipations()
        .AddWorkAbility()
        .AddPointers();

    /// <summary>Maps what the areas serve.</summary>
    internal static WebApplication Map(WebApplication app)
    {
        app.MapMeshService();
        app.MapNotices();
        app.MapDisclosure();
        app.MapClientNotices();
        app.MapWorkQueue();
        app.MapJobseekers();
        app.MapEligibility();
        app.MapActivationPlans();
        app.MapReferrals();
        app.MapGrpcService<MunicipalServicesGrpcService>();
        app.MapWorkAbility();
        return app;
    }
}
