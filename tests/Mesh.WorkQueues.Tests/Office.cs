using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WorkQueues.Tests;

/// <summary>A participation with a queue, on a real database file.</summary>
internal sealed class Office : IAsyncDisposable
{
    public const string Expert = "expert-1";
    public const string Colleague = "expert-2";
    public static readonly PersonalIdentityCode Aino = PersonalIdentityCode.Parse("140501A902D").Value;

    private readonly string _folder = Directory.CreateTempSubdirectory("workqueues-").FullName;
    private readonly ServiceProvider _services;

    private Office(bool hasTies)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Machine);
        services.AddSingleton<MeshClock>(Clock);
        services.AddSingleton(_ => AtRestKeys.Create(Path.Combine(_folder, "keys.json")));
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<FieldCipher>();
        services.AddSingleton(new Self(TestKit.Participants.TeOffice));
        services.AddScoped<CallScope>();
        services.AddScoped<FlowContext>();
        services.AddScoped<FlowJournal>();
        services.AddMeshStorage<OfficeContext>(TestKit.TestStorage.Place<OfficeContext>(Path.Combine(_folder, "office.db")));
        services.AddDisclosure();
        services.AddWorkSource<Errands>();
        _services = (hasTies ? services.AddWorkQueue<TiedClients>() : services.AddWorkQueue())
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public SettableClock Clock { get; } = new();

    public FakeTimeProvider Machine { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    public static async Task<Office> OpenAsync(bool hasTies = true)
    {
        var office = new Office(hasTies);
        await office.InAsync(async services =>
        {
            await services.GetRequiredService<DbContext>().PrepareSchemaAsync(Cancellation);
            return true;
        });
        return office;
    }

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>An act on the database in one transaction.</summary>
    public Task ActAsync(Func<DbContext, Task> act) => InAsync(async services =>
    {
        await services.GetRequiredService<Transactions>().RunAsync(_ => act(services.GetRequiredService<DbContext>()), Cancellation);
        return true;
    });

    /// <summary>Adds an errand, by default the expert's.</summary>
    public async Task<Errand> AddAsync(Action<Errand>? change = null)
    {
        var errand = new Errand { ErrandId = Guid.CreateVersion7(Machine.GetUtcNow()), PersonId = Expert };
        change?.Invoke(errand);
        await ActAsync(database =>
        {
            database.Add(errand);
            return Task.CompletedTask;
        });
        return errand;
    }

    public Task ChangeAsync(Errand errand, Action<Errand> change) => ActAsync(async database =>
        change(await database.Set<Errand>().SingleAsync(row => row.ErrandId == errand.ErrandId, Cancellation)));

    public Task TieAsync(Guid subject, string person) => ActAsync(database =>
    {
        database.Add(new Tie { SubjectId = subject, PersonId = person });
        return Task.CompletedTask;
    });

    public Task<Guid> KnowAsync(PersonalIdentityCode code) => InAsync(services =>
        services.GetRequiredService<Subjects>().EnsureAsync(code, Cancellation));

    public Task<ListWorkResponse> ListAsync(ListWorkRequest? request = null, string person = Expert) =>
        CallAsync(person, service => service.ListWork(request ?? new(), new TestCall()));

    public Task<CountWorkResponse> CountAsync(CountWorkRequest? request = null, string person = Expert) =>
        CallAsync(person, service => service.CountWork(request ?? new(), new TestCall()));

    public Task<RevealWorkClientResponse> RevealAsync(string itemId, string person = Expert) =>
        CallAsync(person, service => service.RevealWorkClient(new() { ItemId = itemId }, new TestCall()));

    public Task<List<T>> RowsAsync<T>()
        where T : class => InAsync(services => services.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync(Cancellation));

    public async ValueTask DisposeAsync()
    {
        var place = _services.GetRequiredService<StoragePlace>();
        await _services.DisposeAsync();
        await TestKit.TestStorage.CloseAsync(place);
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<T> CallAsync<T>(string person, Func<WorkQueueGrpcService, Task<T>> call) => InAsync(services =>
    {
        var office = Participation.TryParse("2296962-1/LABOUR_AUTHORITY", out var known) ? known : default;
        services.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Professional, office, person, "urn:mesh:assurance:high"));
        return call(ActivatorUtilities.CreateInstance<WorkQueueGrpcService>(services));
    });
}

/// <summary>The office's database.</summary>
internal sealed class OfficeContext(DbContextOptions<OfficeContext> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddHostingTables().AddDisclosureTables().AddWorkTables();
        var errand = modelBuilder.Entity<Errand>();
        errand.HasKey(row => row.ErrandId);
        errand.RowsAreRemoved();
        modelBuilder.Entity<Tie>().HasKey(row => new { row.SubjectId, row.PersonId });
    }
}

/// <summary>The mesh's time, set by the test; far from the machine's, so that whoever mixes them up is found out.</summary>
internal sealed class SettableClock : MeshClock
{
    private DateTimeOffset _now = HelsinkiTime.StartOf(new DateOnly(2024, 3, 1)).AddHours(9);

    public override DateTimeOffset Now => _now;

    public void MoveTo(DateOnly day) => _now = HelsinkiTime.StartOf(day).AddHours(9);

    public void MoveBy(TimeSpan time) => _now += time;
}

/// <summary>As much of a server call as the service reads.</summary>
internal sealed class TestCall : ServerCallContext
{
    protected override string MethodCore => "/WorkQueueService";

    protected override string HostCore => "localhost";

    protected override string PeerCore => "test";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => [];

    protected override CancellationToken CancellationTokenCore => TestContext.Current.CancellationToken;

    protected override Metadata ResponseTrailersCore => [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => new(null, []);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}
