using System.Collections.Concurrent;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The holder's cases.</summary>
public sealed class FakeCases : ICaseDirectory
{
    public ConcurrentDictionary<Guid, KnownCase> All { get; } = new();

    /// <summary>Run once, after the next look-up of a case.</summary>
    public Action? AfterFind { get; set; }

    public Task<KnownCase?> FindAsync(Guid caseId, CancellationToken cancellation)
    {
        var found = All.GetValueOrDefault(caseId);
        var then = AfterFind;
        AfterFind = null;
        then?.Invoke();
        return Task.FromResult(found);
    }

    /// <summary>Run once, when open cases are next looked up: the door has read the consents by then, and not yet decided.</summary>
    public Func<Task>? WhileFactsAreRead { get; set; }

    public async Task<IReadOnlyList<KnownCase>> OpenCasesOfAsync(Guid subjectId, CancellationToken cancellation)
    {
        var act = WhileFactsAreRead;
        WhileFactsAreRead = null;
        await (act?.Invoke() ?? Task.CompletedTask);
        return [.. All.Values.Where(known => known.Open && known.SubjectId == subjectId)];
    }
}

/// <summary>A source that does as the test says.</summary>
public sealed class FakeSource(DataCategory category, Func<DisclosedContent, SourceRequest, Task> contribute) : IDisclosureSource
{
    public DataCategory Category => category;

    public Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation) =>
        contribute(content, request);
}

/// <summary>The identity provider's answer.</summary>
public sealed class FakeClientIdentity : IClientIdentity
{
    public AsyncLocal<PersonalIdentityCode?> Code { get; } = new();

    public Task<PersonalIdentityCode> CodeOfCallerAsync(CancellationToken cancellation) => Task.FromResult(Code.Value!);
}

/// <summary>Writes down in its transaction what is taken back, and fails on demand.</summary>
public sealed class HeardWithdrawals(FlowJournal journal) : IConsentListener
{
    /// <summary>The consent at whose withdrawal it fails.</summary>
    public static AsyncLocal<Guid> FailsAt { get; } = new();

    public Task OnWithdrawnAsync(ConsentRevision withdrawn, CancellationToken cancellation)
    {
        if (FailsAt.Value == withdrawn.ConsentId)
        {
            throw new InvalidOperationException("As the test wants.");
        }

        journal.Record($"heard {withdrawn.SubjectId} {withdrawn.ConsentId}", Tyollisyys.Mesh.Protos.Flows.V1.Road.Own, null);
        return Task.CompletedTask;
    }

    public Task OnNarrowedAsync(ConsentRevision before, ConsentRevision narrowed, CancellationToken cancellation)
    {
        journal.Record($"heard {narrowed.ConsentId} narrowed from {before.Revision} to {narrowed.Revision}", Tyollisyys.Mesh.Protos.Flows.V1.Road.Own, null);
        return Task.CompletedTask;
    }
}

/// <summary>As much of a server call as the application reads.</summary>
public sealed class TestCall(string method) : ServerCallContext
{
    protected override string MethodCore => method;

    protected override string HostCore => "localhost";

    protected override string PeerCore => "test";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => [];

    protected override CancellationToken CancellationTokenCore => TestContext.Current.CancellationToken;

    protected override Metadata ResponseTrailersCore => [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => new(null, []);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}
