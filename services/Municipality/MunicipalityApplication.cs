using Mesh.ClientNotices;
using Mesh.ConsentNotices;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.Settings;
using Mesh.Messaging;
using Mesh.Municipality.EmploymentServices;
using Mesh.Municipality.Storage;
using Mesh.Municipality.Workplaces;
using Mesh.WorkQueues;

namespace Mesh.Municipality;

/// <summary>A municipality's service: the common parts, and its areas.</summary>
public static class MunicipalityApplication
{
    /// <summary>The service, ready to run.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="parts">Live things from whoever starts it.</param>
    /// <param name="transport">How its notices leave.</param>
    public static WebApplication Build(MeshServiceSettings settings, MeshHostParts parts, Func<IServiceProvider, INoticeTransport> transport)
    {
        var builder = MeshService.CreateBuilder<MunicipalityDbContext>(settings, parts);
        builder.Services.AddMunicipality(transport, ClientNoticeSettings.Read(builder.Configuration));
        return Map(builder.Build());
    }

    internal static void AddMunicipality(
        this IServiceCollection services, Func<IServiceProvider, INoticeTransport> transport, ClientNoticeSettings? clientNotices = null)
    {
        services.AddNotices(transport);
        services.AddDisclosure();
        services.AddConsentNotices();
        services.AddClientNotices(clientNotices ?? new ClientNoticeSettings());
        services.AddWorkQueue();
        services.AddEmploymentServices();
        services.AddWorkplaces();
    }

    internal static WebApplication Map(WebApplication app)
    {
        app.MapMeshService();
        app.MapNotices();
        app.MapDisclosure();
        app.MapClientNotices();
        app.MapWorkQueue();
        app.MapEmploymentServices();
        app.MapWorkplaces();
        return app;
    }
}
