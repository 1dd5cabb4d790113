using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Requester and holder each keep the request as it was signed and the receipt.</summary>
public sealed class TwoSidedEvidenceTests
{
    [Fact]
    public async Task Disclose_WhenGiven_AnswersWithAReceiptOfEntryRequestAnswerAndBasis()
    {
        await using var holder = await OpenAsync();
        var request = Ask();

        var answer = await holder.AskAsync(People.Region, request);

        var receipt = await holder.InAsync(services => Task.FromResult(Receipt.Read(answer.Receipt, People.Municipality, services.Get<StatementKeys>())!));
        var entry = Assert.Single(await holder.LedgerAsync());
        Assert.Equal((People.Municipality, People.Region, entry.EntryId), (receipt.Holder, receipt.Requester, receipt.EntryId));
        Assert.Equal(EntryDigest.Of(entry), receipt.EntrySha256.ToArray());
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(request.Statement)), receipt.StatementSha256.ToArray());
        Assert.Equal(SHA256.HashData(answer.Content.Span), receipt.AnswerSha256.ToArray());
        Assert.Equal(answer.Basis, receipt.Basis);
        Assert.Equal(TimeSpan.FromSeconds(10), receipt.IncludedBy - receipt.IssuedAt);
    }

    [Fact]
    public async Task Disclose_WhenAnswered_HolderKeepsTheStatementEncryptedAndTheReceipt()
    {
        await using var holder = await OpenAsync();
        var request = Ask();

        var answer = await holder.AskAsync(People.Region, request);

        var kept = Assert.Single(await holder.RowsAsync<AnsweredRequest>(row => row.EntryId));
        Assert.Equal(answer.Receipt, kept.Receipt);
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(request.Statement)), kept.StatementSha256);
        Assert.Equal(request.Statement, await RevealAsync(holder, kept.Statement, "answered_request", kept.EntryId));
    }

    [Fact]
    public async Task Disclose_WhenDenied_KeepsTheStatementWithoutAReceipt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);

        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, Ask()));

        var kept = Assert.Single(await holder.RowsAsync<AnsweredRequest>(row => row.EntryId));
        Assert.Null(kept.Receipt);
        Assert.Equal(Assert.Single(await holder.LedgerAsync()).EntryId, kept.EntryId);
    }

    [Fact]
    public async Task Disclose_WhenTheStatementComesAgain_IsRefusedAndNothingIsWritten()
    {
        await using var holder = await OpenAsync();
        var request = Ask();
        await holder.AskAsync(People.Region, request);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, request));

        Assert.Equal((StatusCode.AlreadyExists, "STATEMENT_REPLAYED"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
        Assert.Single(await holder.LedgerAsync());
        Assert.Single(await holder.JournalAsync(), step => step.Step.EndsWith("Disclose", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disclose_WhenTheStatementComesManyTimesAtOnce_IsAnsweredOnce()
    {
        await using var holder = await OpenAsync();
        var request = Ask();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await holder.AskAsync(People.Region, request);
                return "OK";
            }
            catch (RpcException refusal)
            {
                return RefusalReader.ReasonOf(refusal);
            }
        })));

        Assert.Single(answers, "OK");
        Assert.Equal(7, answers.Count(answer => answer == "STATEMENT_REPLAYED"));
        Assert.Single(await holder.LedgerAsync());
    }

    [Fact]
    public async Task Ask_WhenAnswered_RequesterKeepsTheStatementItSentAndTheReceipt()
    {
        await using var holder = await OpenAsync();
        await using var region = await TestHolder.OpenAsync(People.Region);

        var given = Assert.IsType<DoorAnswer.Given>(await DoorTests.AskAsync(region, request => holder.AskAsync(People.Region, request)));

        var asked = Assert.Single(await region.RowsAsync<AskedRequest>(row => row.StatementId));
        var answered = Assert.Single(await holder.RowsAsync<AnsweredRequest>(row => row.EntryId));
        Assert.Equal(("OK", given.DisclosureId, given.Receipt), (asked.Outcome, asked.EntryId!.Value, asked.Receipt));
        Assert.Equal((answered.StatementId, answered.Receipt), (asked.StatementId, asked.Receipt));
        Assert.Equal(answered.StatementSha256, asked.StatementSha256);
        Assert.Equal(
            await RevealAsync(holder, answered.Statement, "answered_request", answered.EntryId),
            await RevealAsync(region, asked.Statement, "asked_request", asked.StatementId));
    }

    [Fact]
    public async Task Ask_WhenWithheld_RequesterKeepsTheStatementWithoutAReceipt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await using var region = await TestHolder.OpenAsync(People.Region);

        Assert.IsType<DoorAnswer.Withheld>(await DoorTests.AskAsync(region, request => holder.AskAsync(People.Region, request)));

        var asked = Assert.Single(await region.RowsAsync<AskedRequest>(row => row.StatementId));
        Assert.Equal(("NO_BASIS", null, null), (asked.Outcome, asked.EntryId, asked.Receipt));
    }

    public static TheoryData<string, Action<DiscloseResponse>> Spoiled => new()
    {
        { "none", answer => answer.Receipt = "" },
        { "of another entry", answer => answer.DisclosureId = TestHolder.Id() },
        { "of another basis", answer => answer.Basis.ConsentRevision++ },
        { "cut short", answer => answer.Receipt = answer.Receipt[..^4] },
        { "a statement of another kind", answer => answer.Receipt = Ask().Statement },
        { "signed by another", answer => answer.Receipt = Resign(answer, People.Kela, People.Region) },
        { "for another", answer => answer.Receipt = Resign(answer, People.Municipality, People.Kela) },
        { "half a character in it", answer => answer.Receipt = Reword(answer, "\"flow\":\"", "\"flow\":\"\\ud800") },
        { "half a character for a name", answer => answer.Receipt = Reword(answer, "\"flow\":", "\"\\ud800\":") },
        { "issued at the end of time", answer => answer.Receipt = Reword(answer, "\"iat\":", "\"iat\":253402300799,\"then\":") },
        { "of another request", answer => answer.Receipt = Resign(answer, People.Municipality, People.Region) },
    };

    [Theory]
    [MemberData(nameof(Spoiled), DisableDiscoveryEnumeration = true)]
    public async Task Ask_WhenTheReceiptIsNotOfThisRequestAndAnswer_IsDamaged(string what, Action<DiscloseResponse> spoil)
    {
        await using var holder = await OpenAsync();
        await using var region = await TestHolder.OpenAsync(People.Region);

        var answer = await DoorTests.AskAsync(region, async request =>
        {
            var given = await holder.AskAsync(People.Region, request);
            spoil(given);
            return given;
        });

        Assert.True(answer is DoorAnswer.Damaged { Reason: "RECEIPT_INVALID" }, what);
        Assert.Equal("RECEIPT_INVALID", Assert.Single(await region.RowsAsync<AskedRequest>(row => row.StatementId)).Outcome);
    }

    // A receipt that names the right entry, answer and basis, but was made for another statement.
    private static string Resign(DiscloseResponse answer, Participation holder, Participation requester) => new Receipt(
        People.Municipality,
        requester,
        Guid.Parse(answer.DisclosureId),
        new byte[32],
        new byte[32],
        answer.ContentSha256.Memory,
        answer.Basis,
        TimeProvider.System.GetUtcNow()).Sign(TestSigners.Of(holder));

    // What a receipt says, and no longer by whom.
    private static string Reword(DiscloseResponse answer, string text, string by)
    {
        var parts = answer.Receipt.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        Assert.Contains(text, claims, StringComparison.Ordinal);
        parts[1] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.Replace(text, by, StringComparison.Ordinal)));
        return string.Join('.', parts);
    }

    private static async Task<TestHolder> OpenAsync()
    {
        var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        return holder;
    }

    private static DiscloseRequest Ask() => TestHolder.Sign(TestHolder.Request(People.Aino), People.Region, People.Municipality);

    private static Task<string> RevealAsync(TestHolder holder, byte[] stored, string table, Guid id) => holder.InAsync(
        services => Task.FromResult(Encoding.ASCII.GetString(services.Get<FieldCipher>().Reveal(stored, table, "statement", id))));
}
