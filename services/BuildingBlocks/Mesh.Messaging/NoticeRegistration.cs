using Google.Protobuf;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Health;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Telemetry;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging;

/// <summary>How a service takes the notice road.</summary>
public static class NoticeRegistration
{
    /// <summary>Adds outbox, inbox, parked notices and their background work, over a transport.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services, Func<IServiceProvider, INoticeTransport> transport)
    {
        services.AddSingleton(transport);
        services.AddSingleton<IHostedService, ConnectedTransportHost>();
        services.TryAddSingleton<DirectoryMembership>(provider =>
            participation => provider.GetRequiredService<DirectoryFile>().Current.Find(participation) is not null);

        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<DeliveryHolds>();
        services.AddSingleton<OutboxSending>();
        services.AddSingleton<OutboxLane>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddScoped(provider => new Outbox(
            provider.GetRequiredService<DbContext>(),
            provider.GetRequiredService<Transactions>(),
            provider.GetRequiredService<FlowContext>(),
            provider.GetRequiredService<FlowJournal>(),
            provider.GetRequiredService<Self>(),
            provider.GetRequiredService<MeshClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<OutboxSignal>()));

        services.AddSingleton<NoticeSubscriptions>();
        services.AddSingleton<NoticeAdmission>();
        services.AddSingleton<HandlerRun>();
        services.AddSingleton<NoticeDelivery>();
        services.AddSingleton<NoticesInHand>();
        services.AddSingleton<INoticeReceiver, NoticeReceiver>();

        services.AddSingleton<ParkedEnvelopes>();
        services.AddSingleton<ParkedNotices>();
        services.AddSingleton<UnreadableNotices>();
        services.AddSingleton<ParkedReplay>();
        services.AddSingleton<IRequestCheck<ResendNoticesRequest>, ResendCheck>();
        services.AddScoped(provider => new NoticeBacklog(
            provider.GetRequiredService<DbContext>(),
            provider.GetRequiredService<DeliveryHolds>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<IPromiseCheck, NoticesSentPromise>();
        services.AddScoped<IPromiseCheck, NoticesHandledPromise>();
        services.AddScoped<IPromiseCheck, BusConnectedPromise>();
        services.AddScoped<IMeasured, BacklogMeasure>();
        services.AddSingleton<NoticeRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<NoticeRetention>());
        return services;
    }

    /// <summary>As <see cref="AddNotices"/>, over the bus that joins the participations of one process; receives on it while the host runs.</summary>
    public static IServiceCollection AddLocalNotices(this IServiceCollection services, LocalNoticeBus bus)
    {
        services.AddHostedService(provider => new LocalNoticeHost(
            bus, provider.GetRequiredService<Self>(), provider.GetRequiredService<INoticeReceiver>()));
        return services.AddNotices(provider => bus.TransportOf(provider.GetRequiredService<Self>().Participation));
    }

    /// <summary>As <see cref="AddNotices"/>, over a RabbitMQ broker.</summary>
    public static IServiceCollection AddRabbitMqNotices(this IServiceCollection services, RabbitMqSettings settings) =>
        services.AddNotices(RabbitMqTransportOf(settings));

    /// <summary>The transport over a RabbitMQ broker, for <see cref="AddNotices"/>. It shows the host's certificate and connects when the host starts.</summary>
    public static Func<IServiceProvider, INoticeTransport> RabbitMqTransportOf(RabbitMqSettings settings) => provider =>
    {
        var arrivals = ActivatorUtilities.CreateInstance<NoticeArrivals>(provider);
        return ActivatorUtilities.CreateInstance<RabbitMqTransport>(
            provider, ActivatorUtilities.CreateInstance<RabbitMqBus>(provider, settings, arrivals));
    };

    /// <summary>Has a handler take notices of a type. The handler is made anew for each notice, in its own scope.</summary>
    public static IServiceCollection AddNoticeHandler<TNotice, THandler>(this IServiceCollection services)
        where TNotice : IMessage, new()
        where THandler : class, INoticeHandler<TNotice>
    {
        services.TryAddScoped<THandler>();
        return services.AddSingleton<NoticeSubscription>(new NoticeSubscription<TNotice, THandler>());
    }

    /// <summary>Serves the operators' <c>ParkedNoticeService</c> and <c>OutboxService</c>; in a demonstration <c>DeliveryService</c>, too.</summary>
    public static IEndpointRouteBuilder MapNotices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<ParkedNoticeGrpcService>();
        endpoints.MapGrpcService<OutboxGrpcService>();

        // This clock exists only where the directory says demonstration; elsewhere nobody can hold notices back.
        if (endpoints.ServiceProvider.GetService<DemonstrationClock>() is not null)
        {
            endpoints.MapGrpcService<DeliveryGrpcService>();
        }

        return endpoints;
    }
}
