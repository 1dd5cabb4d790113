using Mesh.Hosting.Calls;
using Mesh.Hosting.Health;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>How a service gets its door.</summary>
public static class DisclosureRegistration
{
    /// <summary>Registers people, consents, door and ledger of a holder, which is sealed and witnessed while the host runs, and its way to other doors.</summary>
    public static IServiceCollection AddDisclosure(this IServiceCollection services)
    {
        services.AddSingleton<AcceptedCodes>();
        services.AddScoped<Subjects>();
        services.AddScoped<SubjectGate>();
        services.AddScoped<NoticeSubjects>();
        services.AddScoped<Sightings>();
        services.AddHostedService<SightingSweep>();
        services.AddScoped<EnumerationWatch>();
        services.AddHostedService<EnumerationService>();
        services.AddScoped<IPromiseCheck, EnumerationPromise>();
        services.AddScoped<ConsentStore>();
        services.AddScoped<RefusalStore>();
        services.AddScoped<ContactBanStore>();
        services.AddScoped<ConsentReceipts>();
        services.AddScoped<ClientActs>();
        services.AddScoped<ConsentEndings>();
        services.AddScoped<ProfessionalTies>();
        services.AddSingleton<ConsentTerms>();
        services.AddRequestCheck<ConsentRequests, RegisterConsentRequest>();
        services.AddRequestCheck<ConsentRequests, RegisterWithdrawalRequest>();
        services.AddRequestCheck<ConsentRequests, ListConsentsRequest>();
        services.AddRequestCheck<MyConsentRequests, GrantMyConsentRequest>();
        services.AddRequestCheck<NarrowRequests, NarrowConsentRequest>();
        services.AddRequestCheck<NarrowRequests, NarrowMyConsentRequest>();
        services.AddRequestCheck<RefusalRequests, RegisterRefusalRequest>();
        services.AddRequestCheck<RefusalRequests, LiftRefusalRequest>();
        services.AddRequestCheck<RefusalRequests, ListRefusalsRequest>();
        services.AddRequestCheck<RefusalRequests, RefuseMyDataRequest>();
        services.AddRequestCheck<ContactBanRequests, RecordContactBanRequest>();
        services.AddScoped<WaitingStore>();
        services.AddSingleton<CaseTokens>();
        services.AddScoped<DiscloseRequests>();
        services.AddScoped<IRequestCheck<DiscloseRequest>>(provider => provider.GetRequiredService<DiscloseRequests>());
        services.AddScoped<SubjectResolver>();
        services.AddScoped<FactsReader>();
        services.AddSingleton(typeof(SubjectRows<>));
        services.AddScoped<FactsBatch>();
        services.AddSingleton<FactsQueue>();
        services.AddScoped<AttemptReader>();
        services.AddScoped<ContentComposer>();
        services.AddSingleton<PointerUnits>();
        services.AddScoped<EntryMaker>();
        services.AddScoped<LedgerWriter>();
        services.AddScoped<Looks>();
        services.AddScoped<IBeforeAnswer>(provider => provider.GetRequiredService<Looks>());
        services.AddScoped<LedgerBatch>();
        services.AddSingleton<LedgerQueue>();
        services.AddScoped<StatementCheck>();
        services.AddScoped<AnswerBook>();
        services.AddScoped<AskingBook>();
        services.AddScoped<LedgerReader>();
        services.AddScoped<MyUsesExport>();
        services.AddScoped<DisclosureAttempts>();
        services.TryAddSingleton(new DoorLimits());
        services.AddSingleton<RequesterLimits>();
        services.AddScoped<IDoorClients, PeerDoors>();
        services.AddScoped<Door>();
        services.AddScoped<HolderCases>();
        return services.AddLedger().AddReconciling();
    }

    /// <summary>Registers the source of one category.</summary>
    public static IServiceCollection AddDisclosureSource<TSource>(this IServiceCollection services)
        where TSource : class, IDisclosureSource => services.AddScoped<IDisclosureSource, TSource>();

    /// <summary>Registers which clients an area's professionals have to do with.</summary>
    public static IServiceCollection AddTiedClients<TClients>(this IServiceCollection services)
        where TClients : class, ITiedClients => services.AddScoped<ITiedClients, TClients>();

    /// <summary>Registers an area's own cases; a holder may have several such areas, or none.</summary>
    public static IServiceCollection AddCaseDirectory<TCases>(this IServiceCollection services)
        where TCases : class, ICaseDirectory => services.AddScoped<ICaseDirectory, TCases>();

    /// <summary>Maps the door, consents, refusals and contact bans, what a client sees of them, and what other participations see of the ledger.</summary>
    public static IEndpointRouteBuilder MapDisclosure(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<DisclosureGrpcService>();
        app.MapGrpcService<CaseTokenGrpcService>();
        app.MapGrpcService<ConsentGrpcService>();
        app.MapGrpcService<MyConsentGrpcService>();
        app.MapGrpcService<RefusalGrpcService>();
        app.MapGrpcService<MyRefusalGrpcService>();
        app.MapGrpcService<ContactBanGrpcService>();
        app.MapGrpcService<MyUsesGrpcService>();
        app.MapGrpcService<LedgerGrpcService>();
        app.MapGrpcService<EvidenceGrpcService>();
        app.MapGrpcService<WaitingRequestGrpcService>();
        return app;
    }

    private static void AddRequestCheck<TReader, TRequest>(this IServiceCollection services)
        where TReader : class, IRequestCheck<TRequest>
    {
        services.TryAddScoped<TReader>();
        services.AddScoped<IRequestCheck<TRequest>>(provider => provider.GetRequiredService<TReader>());
    }

    private static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<ILedgerKeys, DirectoryLedgerKeys>();
        services.AddSingleton<ILedgerVerifiers>(provider => provider.GetRequiredService<ILedgerKeys>());
        services.AddScoped<LedgerSealer>();
        services.AddScoped<LedgerTree>();
        services.AddScoped<LedgerCheckpoints>();
        services.AddScoped<LedgerExporter>();
        services.AddScoped<LedgerAudit>();
        services.AddScoped<AuditRounds>();
        services.AddScoped<LedgerCosignatures>();
        services.AddScoped<LedgerAlarms>();
        services.AddSingleton<UnprovenCheckpoints>();
        services.AddScoped<LedgerWitness>();
        services.AddScoped<LedgerAbsences>();
        services.AddSingleton<LedgerRequests>();
        services.AddSingleton<IRequestCheck<GetCheckpointRequest>>(provider => provider.GetRequiredService<LedgerRequests>());
        services.AddSingleton<IRequestCheck<GetInclusionProofRequest>>(provider => provider.GetRequiredService<LedgerRequests>());
        services.AddSingleton<IRequestCheck<GetConsistencyProofRequest>>(provider => provider.GetRequiredService<LedgerRequests>());
        services.AddSingleton<IRequestCheck<GetReceiptProofRequest>>(provider => provider.GetRequiredService<LedgerRequests>());
        services.AddSingleton<IRequestCheck<AddCosignatureRequest>>(provider => provider.GetRequiredService<LedgerRequests>());
        services.AddScoped<ILedgerClients, PeerLedgers>();
        services.AddHostedService<SealingService>();
        services.AddHostedService<WitnessService>();
        services.AddHostedService<AuditService>();
        services.AddScoped<IPromiseCheck, LedgerSealedPromise>();
        services.AddScoped<IPromiseCheck, LedgerAuditedPromise>();
        services.AddScoped<IPromiseCheck, LedgerWitnessedPromise>();
        services.AddScoped<IPromiseCheck, LedgersWatchedPromise>();
        return services;
    }

    private static IServiceCollection AddReconciling(this IServiceCollection services)
    {
        services.AddScoped<ExchangeBooks>();
        services.AddScoped<CounterpartBooks>();
        services.AddScoped<ReceiptPromises>();
        services.AddScoped<ReceiptSweep>();
        services.AddHostedService<ReceiptSweepService>();
        services.AddScoped<IPromiseCheck, ReceiptsKeptPromise>();
        services.AddScoped<Reconciliation>();
        services.AddScoped<IEvidenceClients, PeerEvidence>();
        services.AddRequestCheck<EvidenceRequests, ListExchangesRequest>();
        services.AddRequestCheck<EvidenceRequests, ReconcileRequest>();
        return services;
    }
}
