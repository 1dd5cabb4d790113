using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Grpc.Net.Client;
using Mesh.Disclosure;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Signing;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Benchmarks.Door;

/// <summary>
/// The requester's process: reads orders from its input, one JSON object a line, and writes what came of each. Requests are signed before
/// the time runs, since the signature is the requester's cost and not the door's; receipts are kept by nobody here.
/// </summary>
internal sealed class LoadClient(LoadIdentity identity) : IDisposable
{
    /// <summary>The hidden verb that starts it.</summary>
    public const string Verb = "door-client";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MeshHandlers _handlers = new(TrustAnchors.Load(identity.Certificate, identity.CertificateKey, identity.Roots), TimeProvider.System);
    private readonly SigningKeys _keys = SigningKeys.Load(identity.SigningKeys);
    private readonly Dictionary<Uri, GrpcChannel> _channels = [];
    private readonly Random _random = new(64);

    public static Command Of()
    {
        var command = new Command(Verb) { Hidden = true };
        command.SetAction((_, cancellation) => RunAsync(Console.In, Console.Out, cancellation));
        return command;
    }

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }
    }

    private static async Task RunAsync(TextReader orders, TextWriter results, CancellationToken cancellation)
    {
        using var client = new LoadClient(JsonSerializer.Deserialize<LoadIdentity>((await orders.ReadLineAsync(cancellation))!)!);
        while (await orders.ReadLineAsync(cancellation) is { } line)
        {
            var result = await client.RunAsync(JsonSerializer.Deserialize<LoadOrder>(line)!);
            await results.WriteLineAsync(JsonSerializer.Serialize(result));
            await results.FlushAsync(cancellation);
        }
    }

    // So many callers, each with its next as soon as its last is answered.
    private async Task<LoadResult> RunAsync(LoadOrder order)
    {
        var requests = Sign(order.Most);
        var door = new DisclosureService.DisclosureServiceClient(ChannelTo(order.Address));
        var latencies = new double[requests.Length];
        var next = -1;
        var cpu = Cpu();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, order.InFlight).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun).TotalSeconds < order.Seconds && Interlocked.Increment(ref next) is var taken && taken < requests.Length)
            {
                var asked = Stopwatch.GetTimestamp();
                var answer = await door.DiscloseAsync(requests[taken], deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Patience);
                latencies[taken] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
                if (answer.Content.IsEmpty)
                {
                    throw new InvalidOperationException("Nothing was given.");
                }
            }
        })));
        var (took, answered) = (Stopwatch.GetElapsedTime(begun), latencies.Where(latency => latency > 0).Order().ToArray());
        return new(
            answered.Length,
            answered.Length / took.TotalSeconds,
            Spread.Percentile(answered, 0.5),
            Spread.Percentile(answered, 0.99),
            (Cpu() - cpu).TotalMicroseconds / answered.Length);
    }

    private DiscloseRequest[] Sign(int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => DoorHosts.PersonAsked(_random.Next(identity.Plan.Asked), identity.Plan)).ToArray();
        var signed = new DiscloseRequest[count];
        Parallel.For(0, count, at => signed[at] = RequestStatement.Sign(
            new DiscloseRequest
            {
                RequestId = Guid.CreateVersion7().ToString(),
                Subject = new Subject { PersonalIdentityCode = ArtificialPeople.CodeOf(people[at]).Reveal() },
                Purpose = Purpose.EmploymentSupport,
                Categories = { DataCategory.EmploymentServices },
                Actor = new Actor { PairwiseId = "worker-7", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
            },
            DoorHosts.Requester,
            DoorHosts.Holder,
            _keys,
            TimeProvider.System.GetUtcNow()));
        return signed;
    }

    private GrpcChannel ChannelTo(Uri address)
    {
        if (!_channels.TryGetValue(address, out var channel))
        {
            _channels[address] = channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
            {
                HttpHandler = _handlers.For(DoorHosts.Holder.Urn, () => null),
                DisposeHttpClient = true,
            });
        }

        return channel;
    }

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
