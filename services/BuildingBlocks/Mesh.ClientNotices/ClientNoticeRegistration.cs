using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Health;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.WorkQueues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>How a service tells its clients.</summary>
public static class ClientNoticeRegistration
{
    /// <summary>Adds the queue, its dispatcher and the channel of the settings; and receipts of withdrawn consents.</summary>
    public static IServiceCollection AddClientNotices(this IServiceCollection services, ClientNoticeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddSingleton<ClientNoticeSignal>();
        services.AddSingleton<ClientNoticeTexts>();
        services.AddSingleton<ClientNoticeDelivery>();
        services.AddHostedService<ClientNoticeDispatcher>();
        services.AddScoped<ServiceProof>();
        services.AddScoped<ClientMessages>();
        services.AddScoped(provider => new ClientPost(
            provider.GetRequiredService<DbContext>(),
            provider.GetRequiredService<Transactions>(),
            provider.GetRequiredService<FlowContext>(),
            provider.GetRequiredService<FlowJournal>(),
            provider.GetRequiredService<ServiceProof>(),
            provider.GetRequiredService<ClientNoticeSignal>(),
            provider.GetRequiredService<MeshClock>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<IRequestCheck<RecordLetterPostedRequest>, LetterRequests>();
        services.AddScoped<IPromiseCheck, ClientNoticePromise>();
        services.AddScoped<IConsentListener, WithdrawalReceipts>();
        services.TryAddScoped<ILetterClients, EveryClient>();
        services.AddWorkSource<LetterWork>();
        return settings.SuomiFi is { } suomiFi ? services.AddSuomiFi(suomiFi) : services.AddScoped<IClientNoticeChannel, LocalMailbox>();
    }

    /// <summary>Registers whose letters a professional of this service may see and post.</summary>
    public static IServiceCollection AddLetterClients<TClients>(this IServiceCollection services)
        where TClients : class, ILetterClients
    {
        services.RemoveAll<ILetterClients>();
        return services.AddScoped<ILetterClients, TClients>();
    }

    /// <summary>Serves clients' MyMessagesService and professionals' LetterService.</summary>
    public static IEndpointRouteBuilder MapClientNotices(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<MyMessagesGrpcService>();
        app.MapGrpcService<LetterGrpcService>();
        return app;
    }

    private static IServiceCollection AddSuomiFi(this IServiceCollection services, SuomiFiSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(provider => new SuomiFiApi(settings, SuomiFiApi.Handler(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IReceiptSource, SuomiFiReceipts>();
        services.AddSingleton<Receipts>();
        services.AddHostedService<ReceiptSweep>();
        return services.AddScoped<IClientNoticeChannel, SuomiFiMessages>();
    }
}
