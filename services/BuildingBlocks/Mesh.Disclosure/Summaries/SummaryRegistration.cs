using Mesh.Hosting.Validation;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.Disclosure;

/// <summary>How a service whose professionals look at summaries gets what composes them; the door is registered already.</summary>
public static class SummaryRegistration
{
    /// <summary>Registers the composer, whom it asks, and the checks of requests. The service adds who its clients are.</summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services) => services
        .AddScoped<DoorRounds>()
        .AddScoped<SummaryComposer>()
        .AddSingleton<SummaryHolders>()
        .AddSingleton<SummaryRequests>()
        .AddSingleton<IRequestCheck<ComposeClientSummaryRequest>>(provider => provider.GetRequiredService<SummaryRequests>())
        .AddSingleton<IRequestCheck<FindAssessmentsRequest>>(provider => provider.GetRequiredService<SummaryRequests>());
}
