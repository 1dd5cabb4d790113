using Google.Protobuf;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Signing;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Clients;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>The region on a real database, with a labour authority in memory; every call and notice has its own scope.</summary>
internal sealed class TestRegion : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("region-").FullName;
    private readonly ServiceProvider _services;

    private TestRegion()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<MeshClock>(Clock);
        services.AddSingleton(new Self(Participants.Region));
        services.AddSingleton(_ => TestDirectory.In(_folder));
        services.AddSingleton(_ => AtRestKeys.Create(Path.Combine(_folder, "keys.json")));
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<FieldCipher>();
        services.AddSingleton<IParticipationSigner>(TestKit.TestSigners.Of(Participants.Region));
        services.AddSingleton<StatementKeys>();
        services.AddScoped<CallScope>();
        services.AddScoped<FlowContext>();
        services.AddScoped<FlowJournal>();
        services.AddMeshStorage<WellbeingRegionDbContext>(TestKit.TestStorage.Place<WellbeingRegionDbContext>(Path.Combine(_folder, "region.db")));
        services.AddNotices(_ => new NoTransport());
        services.AddDisclosure();
        services.AddClients();
        services.AddJointPlans();
        services.AddSingleton(Owner);
        services.AddScoped<FakeClients>();
        services.AddScoped<IDoorClients>(provider => provider.GetRequiredService<FakeClients>());
        services.AddScoped<IPlanOwnerClients>(provider => provider.GetRequiredService<FakeClients>());
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public FakeOwner Owner { get; } = new();

    public SettableClock Clock { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    public StoragePlace Place => _services.GetRequiredService<StoragePlace>();

    public static async Task<TestRegion> StartAsync()
    {
        var region = new TestRegion();
        await region.InAsync(async services =>
        {
            await services.GetRequiredService<DbContext>().PrepareSchemaAsync(CancellationToken.None);
            return true;
        });
        return region;
    }

    public OwnerCase Opened()
    {
        var opened = new OwnerCase();
        Owner.Cases.Add(opened.Id, opened);
        return opened;
    }

    /// <summary>A case whose invitation has been handled.</summary>
    public async Task<OwnerCase> InvitedAsync()
    {
        var opened = Opened();
        await ReceiveAsync(Notices.Invitation(opened, this));
        return opened;
    }

    /// <summary>A case that the worker has accepted.</summary>
    public async Task<OwnerCase> AcceptedAsync()
    {
        var opened = await InvitedAsync();
        await CallAsync(Participants.Worker, "AcceptPlanInvitation", (service, call) => service.AcceptPlanInvitation(Requests.Accept(opened), call));
        return opened;
    }

    public Task ReceiveAsync(NoticeEnvelope notice) =>
        _services.GetRequiredService<INoticeReceiver>().ReceiveAsync(notice, notice.Source, TestContext.Current.CancellationToken);

    public NoticeEnvelope Envelope(IMessage notice, OwnerCase about, Participation? source = null, Guid? id = null)
    {
        var envelope = new NoticeEnvelope(
            id ?? Guid.CreateVersion7(Time.GetUtcNow()), source ?? Participants.TeOffice, Participants.Region, NoticeTypes.Of(notice.Descriptor),
            Clock.Now, Time.GetUtcNow(), about.FlowId, null, JsonFormatter.Default.Format(notice));
        Owner.Notices[envelope.Id] = about;
        return envelope;
    }

    public Task<T> CallAsync<T>(Caller caller, string method, Func<JointPlanGrpcService, ServerCallContext, Task<T>> call) => InAsync(services =>
    {
        services.GetRequiredService<CallScope>().Enter(caller);
        return call(ActivatorUtilities.CreateInstance<JointPlanGrpcService>(services), new TestCall(method));
    });

    public async Task<RpcException> RefusedAsync<T>(Caller caller, string method, Func<JointPlanGrpcService, ServerCallContext, Task<T>> call) =>
        await Assert.ThrowsAsync<RpcException>(() => CallAsync(caller, method, call));

    public Task<ListJointCasesResponse> ListAsync(Caller caller, int size = 0, string token = "") => CallAsync(
        caller, "ListJointCases", (service, call) => service.ListJointCases(new() { PageSize = size, PageToken = token }, call));

    public async Task<JointCaseRow> CaseAsync(OwnerCase about) => (await RowsAsync<JointCaseRow>()).Single(row => row.CaseId == about.Id);

    public Task<List<T>> RowsAsync<T>()
        where T : class => InAsync(services => services.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync());

    /// <summary>The faults of parked notices.</summary>
    public async Task<List<string>> ParkedAsync() =>
        [.. (await TestKit.TestStorage.ColumnAsync(Place, "SELECT detail FROM notice_parked", TestContext.Current.CancellationToken)).Cast<string>()];

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Changes the database behind the service's back.</summary>
    public Task TamperAsync(string sql, params (string Name, object Value)[] parameters) =>
        TestKit.TestStorage.TamperAsync(Place, sql, TestContext.Current.CancellationToken, parameters);

    public static string? ReasonOf(RpcException refusal) => RefusalReader.ReasonOf(refusal);

    public async ValueTask DisposeAsync()
    {
        var place = Place;
        await _services.DisposeAsync();
        await TestKit.TestStorage.CloseAsync(place);
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class NoTransport : INoticeTransport
    {
        public Task SendAsync(NoticeEnvelope envelope, Participation recipient, CancellationToken cancellation) =>
            throw new InvalidOperationException("The region sends no notices.");
    }
}
