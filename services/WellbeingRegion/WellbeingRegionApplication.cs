using Mesh.ClientNotices;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.Settings;
using Mesh.Messaging;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.Storage;

namespace Mesh.WellbeingRegion;

/// <summary>The wellbeing services region's service (hyvinvointialue), the social-care party of joint plans.</summary>
public static class WellbeingRegionApplication
{
    /// <summary>Builds the host; it is not started.</summary>
    /// <param name="settings">What the service is told.</param>
    /// <param name="parts">Live things from whoever starts it.</param>
    /// <param name="transport">How notices leave.</param>
    public static WebApplication Build(
        MeshServiceSettings settings, MeshHostParts parts, Func<IServiceProvider, INoticeTransport> transport)
    {
        var builder = MeshService.CreateBuilder<WellbeingRegionDbContext>(settings, parts);
        builder.Services.AddNotices(transport);
        builder.Services.AddDisclosure();
        builder.Services.AddClientNotices(ClientNoticeSettings.Read(builder.Configuration));
        builder.Services.AddJointPlans();

        var app = builder.Build();
        app.MapMeshService();
        app.MapNotices();
        app.MapDisclosure();
        app.MapClientNotices();
        app.MapJointPlans();
        return app;
    }
}
