using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The asking side, against a door whose answers the test makes or takes from a real holder.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task Ask_WhenGiven_HandsOverVerifiedBytesAndJournals()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await using var region = await TestHolder.OpenAsync(People.Region);

        var answer = await AskAsync(region, request => holder.AskAsync(People.Region, request));

        var given = Assert.IsType<DoorAnswer.Given>(answer);
        Assert.Equal("työhönvalmennus", Assert.Single(given.Content.EmploymentServices.Entries).Name);
        Assert.Equal(SHA256.HashData(given.Bytes.Span), given.Sha256.ToByteArray());
        Assert.Equal(Assert.Single(await holder.LedgerAsync()).EntryId, given.DisclosureId);
        Assert.DoesNotContain("valmennus", given.ToString(), StringComparison.Ordinal);
        Assert.Equal(("F18 Ask", "OK"), await StepAsync(region));
    }

    [Fact]
    public async Task Ask_WhenTheBytesDoNotMatchTheDigest_IsDamagedAndNothingIsParsed()
    {
        await using var region = await TestHolder.OpenAsync(People.Region);

        var answer = await AskAsync(region, _ => Task.FromResult(Answer("not the bytes"u8.ToArray(), SHA256.HashData("bytes"u8))));

        Assert.Equal(new DoorAnswer.Damaged("CONTENT_DIGEST_MISMATCH"), answer);
        Assert.Equal(("F18 Ask", "CONTENT_DIGEST_MISMATCH"), await StepAsync(region));
    }

    [Fact]
    public async Task Ask_WhenTheBytesAreNoContent_IsDamaged()
    {
        await using var region = await TestHolder.OpenAsync(People.Region);
        byte[] bytes = [0xff, 0xff, 0xff];

        Assert.Equal(new DoorAnswer.Damaged("CONTENT_UNREADABLE"), await AskAsync(region, request => Task.FromResult(Answer(bytes, SHA256.HashData(bytes)).WithReceipt(request, People.Municipality))));
    }

    public static TheoryData<RpcException, DoorAnswer> Refused => new()
    {
        { Refusals.NoBasis.Raise(), new DoorAnswer.Withheld("NO_BASIS") },
        { DisclosureRefusals.ConsentRevoked.Raise(), new DoorAnswer.Withheld("CONSENT_REVOKED") },
        { Refusals.EvidenceDamaged("PLAN_DIGEST_MISMATCH").Raise(), new DoorAnswer.Damaged("PLAN_DIGEST_MISMATCH") },
        { DisclosureRefusals.DecisionOvertaken.Raise(), new DoorAnswer.Unreachable() },
        { new RpcException(new Status(StatusCode.DeadlineExceeded, "")), new DoorAnswer.Unreachable() },
        { Refusals.Fault.Raise(), new DoorAnswer.Unreachable() },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task Ask_WhenNothingIsGiven_SaysWhetherWithheldUnreachableOrDamaged(RpcException refusal, DoorAnswer expected)
    {
        await using var region = await TestHolder.OpenAsync(People.Region);

        Assert.Equal(expected, await AskAsync(region, _ => Task.FromException<DiscloseResponse>(refusal)));

        var outcome = expected switch
        {
            DoorAnswer.Withheld withheld => withheld.Reason,
            DoorAnswer.Damaged damaged => damaged.Reason,
            _ => "UNREACHABLE",
        };
        Assert.Equal(("F18 Ask", outcome), await StepAsync(region));
    }

    public static TheoryData<RpcException, string?> Unexpected => new()
    {
        { Faulty(), "INVALID_REQUEST" },
        { DisclosureRefusals.StatementReplayed.Raise(), "STATEMENT_REPLAYED" },
        { Refusals.Unauthenticated.Raise(), "UNAUTHENTICATED" },
        { Refusals.AccessDenied.Raise(), "ACCESS_DENIED" },
        { new RpcException(new Status(StatusCode.PermissionDenied, "Bad gRPC response. HTTP status code: 403")), null },
        { new RefusalReason(StatusCode.PermissionDenied, $"OF_{People.AinoText}", "", "", "").Raise(), null },
        { new RpcException(new Status(StatusCode.Unimplemented, People.AinoText)), null },
        { new RpcException(new Status(StatusCode.NotFound, "")), null },
        { new RpcException(new Status(StatusCode.FailedPrecondition, "")), null },
        { new RpcException(new Status(StatusCode.OutOfRange, "")), null },
        { new RpcException(new Status((StatusCode)99, "")), null },
    };

    [Theory]
    [MemberData(nameof(Unexpected), DisableDiscoveryEnumeration = true)]
    public async Task Ask_WhenTheHolderAnswersAsNoDoorDoes_ThrowsWithoutAWordOfItAndKeepsThatItWasAsked(RpcException answer, string? reason)
    {
        await using var region = await TestHolder.OpenAsync(People.Region);

        var fault = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => AskAsync(region, _ => Task.FromException<DiscloseResponse>(answer)));

        Assert.Equal((answer.StatusCode, reason), (fault.Status, fault.Reason));
        Assert.DoesNotContain(People.AinoText, fault.ToString(), StringComparison.Ordinal);

        // As of one that could not be reached: the holder does not say that the request arrived, so reconciling asks for no row of it.
        Assert.Equal(("F18 Ask", "UNREACHABLE"), await StepAsync(region));
        Assert.Equal("UNREACHABLE", Assert.Single(await region.RowsAsync<AskedRequest>(row => row.StatementId)).Outcome);
    }

    [Fact]
    public async Task Ask_WhenATransactionIsRunning_Throws()
    {
        await using var region = await TestHolder.OpenAsync(People.Region);

        await Assert.ThrowsAsync<InvalidOperationException>(() => region.ActAsync(
            (services, token) => DoorOf(services, _ => throw new TimeoutException()).AskAsync(People.Municipality, TestHolder.Request(People.Aino), token)));
    }

    [Fact]
    public async Task Ask_WhenTheDeadlinePasses_IsUnreachableAndKept()
    {
        await using var region = await TestHolder.OpenAsync(People.Region);
        using var deadline = new CancellationTokenSource();

        var answer = await region.InAsync(services => DoorOf(services, _ => NeverAsync(deadline))
            .AskAsync(People.Municipality, TestHolder.Request(People.Aino), deadline.Token, CancellationToken.None));

        Assert.Equal(new DoorAnswer.Unreachable(), answer);
        Assert.Equal(("F18 Ask", "UNREACHABLE"), await StepAsync(region));
    }

    [Fact]
    public async Task Ask_WhenTheCallerGivesUp_IsNoAnswerOfTheHoldersAndIsKept()
    {
        await using var region = await TestHolder.OpenAsync(People.Region);
        using var caller = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => region.InAsync(services => DoorOf(services, _ => NeverAsync(caller))
            .AskAsync(People.Municipality, TestHolder.Request(People.Aino), CancellationToken.None, caller.Token)));

        Assert.Equal(("F18 Ask", "UNREACHABLE"), await StepAsync(region));
        Assert.Equal(("UNREACHABLE", null), Assert.Single(await region.RowsAsync<AskedRequest>(row => row.StatementId)) is var asked ? (asked.Outcome, asked.Receipt) : default);
    }

    [Fact]
    public async Task Ask_WhenTheCallSaysThatTheCallerGaveUp_IsKeptAndIsNoFaultOfTheHolders()
    {
        await using var region = await TestHolder.OpenAsync(People.Region);
        using var caller = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => region.InAsync(services => DoorOf(services, async _ =>
        {
            await caller.CancelAsync();
            throw new RpcException(new Status(StatusCode.Cancelled, ""));
        }).AskAsync(People.Municipality, TestHolder.Request(People.Aino), CancellationToken.None, caller.Token)));

        Assert.Equal(("F18 Ask", "UNREACHABLE"), await StepAsync(region));
    }

    [Fact]
    public async Task Ask_WhenTheCallerGivesUpOnceTheAnswerIsThere_KeepsTheReceipt()
    {
        await using var region = await TestHolder.OpenAsync(People.Region);
        using var caller = new CancellationTokenSource();

        var answer = await region.InAsync(services => DoorOf(services, request =>
        {
            caller.Cancel();
            return Task.FromResult(Answer([], SHA256.HashData([])).WithReceipt(request, People.Municipality));
        }).AskAsync(People.Municipality, TestHolder.Request(People.Aino), CancellationToken.None, caller.Token));

        var given = Assert.IsType<DoorAnswer.Given>(answer);
        Assert.Equal(given.Receipt, Assert.Single(await region.RowsAsync<AskedRequest>(row => row.StatementId)).Receipt);
        Assert.Equal(("F18 Ask", "OK"), await StepAsync(region));
    }

    private static RpcException Faulty()
    {
        var violations = new Violations();
        violations.Add("as_of", "IN_FUTURE", "Must not be after today.");
        return violations.Raise();
    }

    // Whoever was asked never answers, and from when it was asked the other has waited long enough.
    private static Task<DiscloseResponse> NeverAsync(CancellationTokenSource waited)
    {
        waited.Cancel();
        return new TaskCompletionSource<DiscloseResponse>().Task;
    }

    private static DiscloseResponse Answer(byte[] bytes, byte[] digest) => new()
    {
        DisclosureId = TestHolder.Id(),
        Content = ByteString.CopyFrom(bytes),
        ContentSha256 = ByteString.CopyFrom(digest),
        Basis = new Basis { Kind = BasisKind.Consent },
    };

    internal static Task<DoorAnswer> AskAsync(TestHolder asker, Func<DiscloseRequest, Task<DiscloseResponse>> door) => asker.InAsync(
        services => DoorOf(services, door).AskAsync(People.Municipality, TestHolder.Request(People.Aino), CancellationToken.None));

    private static Door DoorOf(IServiceProvider services, Func<DiscloseRequest, Task<DiscloseResponse>> door) => new(
        new Doors(door), services.Get<Self>(), services.Get<FlowJournal>(), services.Get<Transactions>(), services.Get<DbContext>(), services.Get<AskingBook>());

    private static async Task<(string Step, string Outcome)> StepAsync(TestHolder asker)
    {
        var step = Assert.Single(await asker.JournalAsync());
        Assert.Equal((Road.Disclosure, People.Municipality.ToString()), (step.Road, step.Counterpart));
        return (step.Step, step.Outcome);
    }

    private sealed class Doors(Func<DiscloseRequest, Task<DiscloseResponse>> answer) : IDoorClients
    {
        public DisclosureService.DisclosureServiceClient DoorOf(Participation holder) => new Client(answer);
    }

    private sealed class Client(Func<DiscloseRequest, Task<DiscloseResponse>> answer) : DisclosureService.DisclosureServiceClient
    {
        public override AsyncUnaryCall<DiscloseResponse> DiscloseAsync(
            DiscloseRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
            new(answer(request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
