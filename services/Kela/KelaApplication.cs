using Mesh.ClientNotices;
using Mesh.ConsentNotices;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.Settings;
using Mesh.Kela.BenefitRegister;
using Mesh.Kela.Participations;
using Mesh.Kela.Pointers;
using Mesh.Kela.SocialAssistance;
using Mesh.Kela.Storage;
using Mesh.Messaging;
using Mesh.WorkQueues;

namespace Mesh.Kela;

/// <summary>Kela's service: the common parts, and its areas.</summary>
public static class KelaApplication
{
    /// <summary>The service, ready to run.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="parts">Live things from whoever starts it.</param>
    /// <param name="transport">How its notices leave.</param>
    public static WebApplication Build(MeshServiceSettings settings, MeshHostParts parts, Func<IServiceProvider, INoticeTransport> transport)
    {
        var builder = MeshService.CreateBuilder<KelaDbContext>(settings, parts);
        builder.Services.AddKela(transport, ClientNoticeSettings.Read(builder.Configuration));
        return Map(builder.Build());
    }

    /// <summary>Registers the blocks and the areas.</summary>
    internal static IServiceCollection AddKela(
        this IServiceCollection services, Func<IServiceProvider, INoticeTransport> transport, ClientNoticeSettings? clientNotices = null) => services
        .AddNotices(transport)
        .AddDisclosure()
        .AddConsentNotices()
        .AddClientNotices(clientNotices ?? new ClientNoticeSettings())
        .AddWorkQueue()
        .AddBenefitRegister()
        .AddSocialAssistance()
        .AddParticipations()
        .AddPointers();

    /// <summary>Maps what is served.</summary>
    internal static WebApplication Map(WebApplication app)
    {
        app.MapMeshService();
        app.MapNotices();
        app.MapDisclosure();
        app.MapClientNotices();
        app.MapWorkQueue();
        app.MapBenefitRegister();
        app.MapSocialAssistance();
        app.MapParticipations();
        return app;
    }
}
