using Google.Protobuf;
using Mesh.Identity;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Hosts;

/// <summary>Three participations joined by the local bus, on real files in a folder of their own, with machine time that stands still.</summary>
internal sealed class Town : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("notices-").FullName;
    private readonly Dictionary<Participation, IDisposable> _registrations = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    public LocalNoticeBus Bus { get; } = new();

    public TestHost Kela { get; private set; } = null!;

    public TestHost TeOffice { get; private set; } = null!;

    public TestHost Region { get; private set; } = null!;

    public static async Task<Town> StartAsync()
    {
        var town = new Town();
        town.Kela = await TestHost.StartAsync(Participants.Kela, town._folder, town.Bus, town.Time);
        town.TeOffice = await TestHost.StartAsync(Participants.TeOffice, town._folder, town.Bus, town.Time);
        town.Region = await TestHost.StartAsync(Participants.Region, town._folder, town.Bus, town.Time);
        town.Reach(town.Kela);
        town.Reach(town.TeOffice);
        town.Reach(town.Region);
        return town;
    }

    /// <summary>A further replica of Kela: another host on the same database.</summary>
    public Task<TestHost> SecondKelaAsync() => TestHost.StartAsync(Participants.Kela, _folder, Bus, Time);

    public void Reach(TestHost host) => _registrations[host.Participation] = Bus.Register(host.Participation, host.Receiver);

    public void Unreach(TestHost host) => _registrations[host.Participation].Dispose();

    public static PlanSigned Signed(int version = 3) =>
        new() { CaseId = Guid.CreateVersion7().ToString(), CaseVersion = version, PlanVersion = 1, SignerRole = SignerRole.Client };

    /// <summary>A notice of the TE office to the region, as it would come.</summary>
    public NoticeEnvelope Envelope(IMessage? notice = null)
    {
        notice ??= Signed();
        return new(
            Guid.CreateVersion7(Time.GetUtcNow()), Participants.TeOffice, Participants.Region, NoticeTypes.Of(notice.Descriptor),
            new StandingClock().Now, Time.GetUtcNow(), Guid.CreateVersion7(Time.GetUtcNow()), null, JsonFormatter.Default.Format(notice));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in new[] { Kela, TeOffice, Region })
        {
            await host.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
