using Mesh.ClientNotices;
using Mesh.ConsentNotices;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.Settings;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.Clients;
using Mesh.WellbeingRegion.ClientSummaries;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.MyCare;
using Mesh.WellbeingRegion.Pointers;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Mesh.WellbeingRegion.Storage;
using Mesh.WellbeingRegion.WorkAbility;
using Mesh.WorkQueues;

namespace Mesh.WellbeingRegion;

/// <summary>The wellbeing services region's service (hyvinvointialue), the social-care party of joint plans.</summary>
public static class WellbeingRegionApplication
{
    /// <summary>Builds the host; it is not started.</summary>
    /// <param name="settings">What the service is told.</param>
    /// <param name="parts">Live things from whoever starts it.</param>
    /// <param name="transport">How notices leave.</param>
    /// <param name="profile">The reading of the rules this organisation runs by.</param>
    public static WebApplication Build(
        MeshServiceSettings settings, MeshHostParts parts, Func<IServiceProvider, INoticeTransport> transport, RegionProfile? profile = null)
    {
        var builder = MeshService.CreateBuilder<WellbeingRegionDbContext>(settings, parts);
        builder.Services.AddWellbeingRegion(transport, profile ?? new RegionProfile(), ClientNoticeSettings.Read(builder.Configuration));
        return Map(builder.Build());
    }

    /// <summary>Registers the areas and the blocks they stand on.</summary>
    internal static IServiceCollection AddWellbeingRegion(
        this IServiceCollection services,
        Func<IServiceProvider, INoticeTransport> transport,
        RegionProfile profile,
        ClientNoticeSettings? clientNotices = null) => services
        .AddNotices(transport)
        .AddDisclosure()
        .AddConsentNotices()
        .AddWorkQueue<TiedClients>()
        .AddClientNotices(clientNotices ?? new ClientNoticeSettings())
        .AddClients()
        .AddAssistance(profile)
        .AddJointPlans()
        .AddRehabilitativeWork()
        .AddPointers()
        .AddWorkAbility()
        .AddClientSummaries();

    /// <summary>Maps what the areas serve.</summary>
    internal static WebApplication Map(WebApplication app)
    {
        app.MapMeshService();
        app.MapNotices();
        app.MapDisclosure();
        app.MapClientNotices();
        app.MapWorkQueue();
        app.MapClients();
        app.MapAssistance();
        app.MapJointPlans();
        app.MapRehabilitativeWork();
        app.MapMyCare();
        app.MapWorkAbility();
        app.MapClientSummaries();
        return app;
    }
}
