using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Topology.Tests;

/// <summary>Every instrument that a host has: the mesh's own, and those of calls in and out.</summary>
internal static class Instruments
{
    /// <summary>Names as Prometheus has them, without the endings of a histogram's parts.</summary>
    public static async Task<IReadOnlySet<string>> AsPrometheusHasThemAsync(CancellationToken cancellation) =>
        (await AllAsync(cancellation)).Select(PrometheusName).ToHashSet(StringComparer.Ordinal);

    /// <summary>The mesh's own.</summary>
    public static IReadOnlyList<Instrument> OfTheMesh()
    {
        var found = new List<Instrument>();
        using var listener = Listen(found);
        return [.. found.Where(instrument => instrument.Meter.Name == Hosting.Telemetry.MeshMetrics.MeterName)];
    }

    /// <summary>OpenTelemetry's translation: dots become underscores, a unit and a counter have endings, what is in braces is no unit.</summary>
    public static string PrometheusName(Instrument instrument)
    {
        var unit = instrument.Unit switch
        {
            null or "" => "",
            "s" => "_seconds",
            "By" => "_bytes",
            ['{', ..] => "",
            _ => "_" + instrument.Unit,
        };
        var type = instrument.GetType();
        var isCounter = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Counter<>);
        return instrument.Name.Replace('.', '_') + unit + (isCounter ? "_total" : "");
    }

    private static async Task<IReadOnlyList<Instrument>> AllAsync(CancellationToken cancellation)
    {
        var found = new List<Instrument>();
        using var listener = Listen(found);

        // A call in and a call out make the framework's.
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/", () => "");
        await app.StartAsync(cancellation);
        using var http = new HttpClient();
        await http.GetAsync(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(), cancellation);
        lock (found)
        {
            return [.. found];
        }
    }

    private static MeterListener Listen(List<Instrument> found)
    {
        foreach (var type in ((Type[])[typeof(Hosting.Telemetry.MeshMetrics), typeof(Messaging.NoticeBacklog), typeof(Disclosure.DisclosureRegistration)])
            .SelectMany(block => block.Assembly.GetTypes())
            .Where(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Any(field => field.FieldType.IsAssignableTo(typeof(Instrument)))))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                lock (found)
                {
                    found.Add(instrument);
                }
            },
        };
        listener.Start();
        return listener;
    }
}
