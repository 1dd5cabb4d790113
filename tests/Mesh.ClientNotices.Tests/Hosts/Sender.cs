using System.Security.Cryptography;
using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.Hosts;

/// <summary>A sender with a real SQLite file; nothing runs in the background, and every call has its own scope, as in a service.</summary>
internal sealed class Sender : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clientnotices-").FullName;
    private readonly FakeIdentity _identity = new();
    private readonly ServiceProvider _services;

    private Sender(Action<IServiceCollection> change, SqlRecorder? sql, ClientNoticeSettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Machine);
        services.AddSingleton<MeshClock>(Clock);
        services.AddSingleton(new Self(People.Office));
        services.AddSingleton(_ => InstalledDirectory());
        services.AddSingleton(_ => AtRestKeys.Create(Path.Combine(_folder, "keys.json")));
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<FieldCipher>();
        services.AddScoped<CallScope>();
        services.AddScoped<FlowContext>();
        services.AddScoped<FlowJournal>();
        services.AddScoped<RequestGate>();
        services.AddMeshStorage<SenderContext>(TestKit.TestStorage.Place<SenderContext>(Path.Combine(_folder, "sender.db")));
        services.AddDisclosure();
        services.AddClientNotices(settings);
        services.AddSingleton<IClientIdentity>(_identity);
        change(services);
        if (sql is not null)
        {
            services.AddSingleton<IInterceptor>(sql);
        }

        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public SettableClock Clock { get; } = new();

    public FakeTimeProvider Machine { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    public LogLines Log { get; } = new();

    public IServiceProvider Services => _services;

    public static async Task<Sender> OpenAsync(
        Action<IServiceCollection>? change = null, SqlRecorder? sql = null, ClientNoticeSettings? settings = null)
    {
        var sender = new Sender(change ?? (_ => { }), sql, settings ?? new ClientNoticeSettings());
        await sender.InAsync(async services =>
        {
            await services.GetRequiredService<DbContext>().PrepareSchemaAsync(Cancellation);
            return true;
        });
        await sender._services.GetRequiredService<ActiveReplica>().StartAsync(Cancellation);
        return sender;
    }

    /// <summary>A sender whose channel is the test's.</summary>
    public static Task<Sender> OpenAsync(ScriptedChannel channel) =>
        OpenAsync(services => services.AddScoped<IClientNoticeChannel>(_ => channel));

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Runs an act of the sender's own in a transaction.</summary>
    public Task<T> ActAsync<T>(Func<IServiceProvider, Task<T>> act) => InAsync(services =>
        services.GetRequiredService<Transactions>().RunAsync(_ => act(services), Cancellation));

    public Task<Guid> KnowAsync(PersonalIdentityCode code) =>
        InAsync(services => services.GetRequiredService<Subjects>().EnsureAsync(code, Cancellation));

    /// <summary>An act that tells a client; by default it asks Aino's signature.</summary>
    public async Task<Guid> SendAsync(
        PersonalIdentityCode? to = null, ClientNoticeKind kind = ClientNoticeKind.SignatureAsked, DateOnly? dueOn = null, string reference = "1")
    {
        var subject = await KnowAsync(to ?? People.Aino);
        return await ActAsync(services => Task.FromResult(
            services.GetRequiredService<ClientPost>().Send(subject, kind, CaseId, dueOn, reference)));
    }

    public static readonly Guid CaseId = Guid.Parse("0190a000-0000-7000-8000-000000000001");

    public Task<int> DeliverAsync() => _services.GetRequiredService<ClientNoticeDelivery>().DeliverDueAsync(Cancellation);

    public Task<ListMyMessagesResponse> ListAsync(PersonalIdentityCode who, int size = 0, string token = "") => AsClientAsync(
        who,
        new ListMyMessagesRequest { PageSize = size, PageToken = token },
        (services, request) => New<MyMessagesGrpcService>(services).ListMyMessages(request, new TestCall("/MyMessagesService/ListMyMessages")));

    public Task<ReadMyMessageResponse> ReadAsync(PersonalIdentityCode who, Guid messageId, string? requestId = null) => AsClientAsync(
        who,
        new ReadMyMessageRequest { RequestId = requestId ?? Id(), MessageId = messageId.ToString() },
        (services, request) => New<MyMessagesGrpcService>(services).ReadMyMessage(request, new TestCall("/MyMessagesService/ReadMyMessage")));

    public Task<ListLettersResponse> LettersAsync(int size = 0, string token = "") => AsProfessionalAsync(
        new ListLettersRequest { PageSize = size, PageToken = token },
        (services, request) => New<LetterGrpcService>(services).ListLetters(request, new TestCall("/LetterService/ListLetters")));

    public Task<RecordLetterPostedResponse> PostAsync(Guid messageId, string postedOn, string? requestId = null) => AsProfessionalAsync(
        new RecordLetterPostedRequest { RequestId = requestId ?? Id(), MessageId = messageId.ToString(), PostedOn = postedOn },
        (services, request) => New<LetterGrpcService>(services).RecordLetterPosted(request, new TestCall("/LetterService/RecordLetterPosted")));

    public async Task<ClientNoticeRow> RowAsync(Guid noticeId) =>
        (await RowsAsync<ClientNoticeRow>()).Single(row => row.NoticeId == noticeId);

    public async Task<IReadOnlyList<ServiceStepRow>> StepsAsync(Guid noticeId) =>
        [.. (await RowsAsync<ServiceStepRow>()).Where(step => step.NoticeId == noticeId).OrderBy(step => step.Number)];

    public Task<List<T>> RowsAsync<T>()
        where T : class => InAsync(services => services.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync(Cancellation));

    public async Task<IReadOnlyList<string>> JournalAsync() => [.. (await RowsAsync<JournalRow>()).OrderBy(row => row.RecordedAt).Select(row => row.Step)];

    public static string Id() => Guid.CreateVersion7().ToString();

    public async ValueTask DisposeAsync()
    {
        var place = _services.GetRequiredService<StoragePlace>();
        await _services.GetRequiredService<ActiveReplica>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await TestKit.TestStorage.CloseAsync(place);
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static T New<T>(IServiceProvider services) => ActivatorUtilities.CreateInstance<T>(services);

    private Task<TResponse> AsClientAsync<TRequest, TResponse>(
        PersonalIdentityCode who, TRequest request, Func<IServiceProvider, TRequest, Task<TResponse>> call)
        where TRequest : class, IMessage
    {
        _identity.Code.Value = who;
        return CallAsync(new Caller(CallerKind.Client, null, $"client-{who.BirthDate:yyyy}", "urn:mesh:assurance:high"), request, call);
    }

    private Task<TResponse> AsProfessionalAsync<TRequest, TResponse>(TRequest request, Func<IServiceProvider, TRequest, Task<TResponse>> call)
        where TRequest : class, IMessage =>
        CallAsync(new Caller(CallerKind.Professional, People.Office, "te-expert-1", "urn:mesh:assurance:high"), request, call);

    private Task<TResponse> CallAsync<TRequest, TResponse>(Caller caller, TRequest request, Func<IServiceProvider, TRequest, Task<TResponse>> call)
        where TRequest : class, IMessage => InAsync(services =>
        {
            services.GetRequiredService<CallScope>().Enter(caller);
            services.GetRequiredService<RequestGate>().Pass(request);
            return call(services, request);
        });

    private DirectoryFile InstalledDirectory()
    {
        var path = Path.Combine(_folder, "participants.json");
        using var resource = typeof(Sender).Assembly.GetManifestResourceStream("participants.json")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllBytes(path, bytes.ToArray());
        File.WriteAllBytes(path + DirectoryFile.SignatureSuffix, DirectorySignature.Sign(bytes.ToArray(), key));
        return DirectoryFile.Open(path, key, TimeProvider.System);
    }

    private sealed class FakeIdentity : IClientIdentity
    {
        public AsyncLocal<PersonalIdentityCode?> Code { get; } = new();

        public Task<PersonalIdentityCode> CodeOfCallerAsync(CancellationToken cancellation) => Task.FromResult(Code.Value!);
    }
}
