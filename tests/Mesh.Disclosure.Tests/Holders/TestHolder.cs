using Google.Protobuf;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Signing;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>A holder with a real database; every call has its own scope and connection, as in a service.</summary>
public sealed class TestHolder : IAsyncDisposable
{
    private const string KeysName = "keys.json";

    private readonly string _folder = Directory.CreateTempSubdirectory("disclosure-").FullName;
    private readonly FakeClientIdentity _identity = new();
    private readonly ServiceProvider _services;

    private TestHolder(Participation self, IDisclosureSource[] sources, IInterceptor[] interceptors)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        AddTo(services, _folder, self, Clock, Cases, sources);
        services.AddSingleton<IClientIdentity>(_identity);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ILedgerClients>(Ledgers);
        services.AddSingleton<IEvidenceClients>(Books);
        services.AddSingleton(_ => Limits);
        services.AddSingleton(_ => new RequesterLimits(Limits, Standing));
        foreach (var interceptor in interceptors)
        {
            services.AddSingleton(interceptor);
        }

        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public StoragePlace Place => _services.GetRequiredService<StoragePlace>();

    /// <summary>Its file of keys at rest, which it watches.</summary>
    public string KeysFile => Path.Combine(_folder, KeysName);

    public SettableClock Clock { get; } = new();

    /// <summary>Which professional acts; the usual one when nothing is said.</summary>
    public static AsyncLocal<string?> Professional { get; } = new();

    public FakeCases Cases { get; } = new();

    /// <summary>Machine time, which a test may set forward.</summary>
    public ShiftedTime Time { get; } = new();

    /// <summary>Time of the door's limits: it stands, and no attempt comes back unless a test lets it.</summary>
    public FakeTimeProvider Standing { get; } = new();

    /// <summary>How much of the door may be used: as much as any test needs, unless it says otherwise before the first attempt.</summary>
    public DoorLimits Limits { get; set; } = new() { PerSecond = 1, Burst = 1_000_000, UnknownPerHour = 1_000_000 };

    /// <summary>The other participations' ledgers that this holder reaches.</summary>
    public ReachedLedgers Ledgers { get; } = new();

    /// <summary>The other participations' books that this holder reaches.</summary>
    public ReachedBooks Books { get; } = new();

    public static async Task<TestHolder> OpenAsync(
        Participation self, IDisclosureSource[]? sources = null, params IInterceptor[] interceptors)
    {
        var holder = new TestHolder(self, sources ?? [Services()], interceptors);
        await using var scope = holder.Scope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().PrepareSchemaAsync(CancellationToken.None);
        return holder;
    }

    /// <summary>What a host of Mesh.Hosting would register, but for certificates and tokens.</summary>
    public static void AddTo(
        IServiceCollection services, string folder, Participation self, MeshClock clock, ICaseDirectory cases, IDisclosureSource[] sources)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(clock);
        services.AddSingleton(new Self(self));
        services.AddSingleton(_ => TestDirectory.In(folder));
        services.AddSingleton(_ => KeysIn(folder));
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<FieldCipher>();
        services.AddSingleton(TestSigners.Of(self));
        services.AddSingleton<IParticipationSigner>(TestSigners.Of(self));
        services.AddSingleton<StatementKeys>();
        services.AddScoped<CallScope>();
        services.AddScoped<RequestGate>();
        services.AddScoped<FlowContext>();
        services.AddScoped<FlowJournal>();
        services.AddMeshStorage<HolderContext>(TestStorage.Place<HolderContext>(Path.Combine(folder, "holder.db")));
        services.AddDisclosure();
        services.AddScoped<IConsentListener, HeardWithdrawals>();
        services.AddSingleton(cases);
        foreach (var source in sources)
        {
            services.AddSingleton(source);
        }
    }

    /// <summary>A municipality's source: one employment service.</summary>
    public static IDisclosureSource Services() => new FakeSource(
        DataCategory.EmploymentServices,
        (content, _) =>
        {
            content.EmploymentServices = new EmploymentServices { Entries = { new EmploymentServiceEntry { Name = "työhönvalmennus" } } };
            return Task.CompletedTask;
        });

    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Scope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Runs an act of the holder's own in a transaction.</summary>
    public Task ActAsync(Func<IServiceProvider, CancellationToken, Task> act) => InAsync(async services =>
    {
        await services.GetRequiredService<Transactions>().RunAsync(token => act(services, token), CancellationToken.None);
        return true;
    });

    public Task<Guid> KnowAsync(PersonalIdentityCode code) =>
        InAsync(services => services.GetRequiredService<Subjects>().EnsureAsync(code, CancellationToken.None));

    public Task<DiscloseResponse> AskAsync(Participation requester, DiscloseRequest request) => InAsync(services =>
    {
        services.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Participant, requester));
        var door = ActivatorUtilities.CreateInstance<DisclosureGrpcService>(services);
        var sent = Sign(request, requester, services.GetRequiredService<Self>().Participation);
        services.GetRequiredService<RequestGate>().Pass(sent);
        return door.Disclose(sent, new TestCall("/tyollisyys.mesh.disclosure.v1.DisclosureService/Disclose"));
    });

    public Task<RegisterConsentResponse> RegisterAsync(RegisterConsentRequest request) => AsProfessionalAsync(
        services => Consents(services).RegisterConsent(request, new TestCall("/ConsentService/RegisterConsent")));

    public Task<WithdrawConsentResponse> WithdrawAsync(PersonalIdentityCode who, string consentId, string? requestId = null) => AsClientAsync(
        who,
        services => Consents(services).WithdrawConsent(
            new WithdrawConsentRequest { RequestId = requestId ?? Id(), ConsentId = consentId }, new TestCall("/ConsentService/WithdrawConsent")));

    /// <summary>A professional of the holder calls.</summary>
    public Task<T> AsProfessionalAsync<T>(Func<IServiceProvider, Task<T>> act) => InAsync(services =>
    {
        var self = services.GetRequiredService<Self>().Participation;
        services.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Professional, self, Professional.Value ?? "worker-1", "urn:mesh:assurance:high"));
        return act(services);
    });

    /// <summary>A client calls.</summary>
    public Task<T> AsClientAsync<T>(PersonalIdentityCode who, Func<IServiceProvider, Task<T>> act) => InAsync(services =>
    {
        _identity.Code.Value = who;
        services.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Client, null, "client-1", "urn:mesh:assurance:high"));
        return act(services);
    });

    public Task<long> SealAsync() => InAsync(services => services.GetRequiredService<LedgerSealer>().SealAsync(CancellationToken.None));

    public Task<List<LedgerEntry>> LedgerAsync() => RowsAsync<LedgerEntry>(entry => entry.EntryId);

    public Task<List<JournalRow>> JournalAsync() => RowsAsync<JournalRow>(row => row.EntryId);

    public Task<List<T>> RowsAsync<T>(System.Linq.Expressions.Expression<Func<T, object>> order)
        where T : class => InAsync(services =>
        services.GetRequiredService<DbContext>().Set<T>().AsNoTracking().OrderBy(order).ToListAsync());

    public static string Id() => Guid.CreateVersion7().ToString();

    /// <summary>A consent to give the region the municipality's services.</summary>
    public static RegisterConsentRequest Form(PersonalIdentityCode who, Participation recipient, string from = "2023-11-01", string through = "2023-12-31") => new()
    {
        RequestId = Id(),
        PersonalIdentityCode = who.Reveal(),
        Recipient = recipient.ToString(),
        Purpose = Purpose.EmploymentSupport,
        Categories = { DataCategory.EmploymentServices },
        ValidFrom = from,
        ValidThrough = through,
        Language = "fi",
        TextVersion = "2023-1",
        FormSha256 = ByteString.CopyFrom(new byte[32]),
    };

    /// <summary>The request as sent once: signed by the requester, if it is not yet.</summary>
    public static DiscloseRequest Sign(DiscloseRequest request, Participation requester, Participation holder) =>
        request.Statement.Length > 0 ? request : TestSigners.Sign(request, requester, holder, TimeProvider.System.GetUtcNow());

    /// <summary>A request for the municipality's services.</summary>
    public static DiscloseRequest Request(PersonalIdentityCode who) => new()
    {
        RequestId = Id(),
        Subject = new Subject { PersonalIdentityCode = who.Reveal() },
        Purpose = Purpose.EmploymentSupport,
        Categories = { DataCategory.EmploymentServices },
        Actor = new Actor { PairwiseId = "worker-7", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
    };

    public async ValueTask DisposeAsync()
    {
        var place = Place;
        await _services.DisposeAsync();
        await TestStorage.CloseAsync(place);
        Directory.Delete(_folder, recursive: true);
    }

    private static AtRestKeys KeysIn(string folder)
    {
        var path = Path.Combine(folder, KeysName);
        AtRestKeys.Create(path);
        return AtRestKeys.Open(path, TimeProvider.System);
    }

    private static ConsentGrpcService Consents(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<ConsentGrpcService>(services);
}
