using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.MyData.V1;
using Wire = Tyollisyys.Mesh.Protos.MyData.V1;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>What a client decides at the holders, through the real gateway and provider.</summary>
public sealed class MyChoicesTests(ClientTown town) : IClassFixture<ClientTown>
{
    private static readonly string Kela = Participants.Kela.ToString();
    private static readonly string Office = Participants.TeOffice.ToString();

    [Fact]
    public async Task Consent_WhenNarrowed_IsListedNarrowerAndEachActHasItsReceipt()
    {
        var given = await town.Choices.GiveConsentAsync(Consent(Kela), await town.AsAsync("aino"));
        var narrowed = await town.Choices.NarrowConsentAsync(
            new() { RequestId = Id(), Participant = Kela, ConsentId = given.ConsentId, ValidThrough = "2199-12-30" }, await town.AsAsync("aino"));
        var wider = await Assert.ThrowsAsync<RpcException>(async () => await town.Choices.NarrowConsentAsync(
            new() { RequestId = Id(), Participant = Kela, ConsentId = given.ConsentId, ValidThrough = "2199-12-31" }, await town.AsAsync("aino")));

        Assert.Equal((1, 2), (given.Revision, narrowed.Revision));
        Assert.Equal("valid_through WIDER", RefusalReader.ViolationsOf(wider).Select(v => $"{v.Field} {v.Code}").Single());
        var listed = await town.MyData.ListMyConsentsAsync(new() { Participant = Kela }, await town.AsAsync("aino"));
        var held = Assert.Single(listed.Consents, consent => consent.Consent.ConsentId == given.ConsentId);
        Assert.Equal(("2199-12-30", "SOCIAL_CARE", "405"), (
            held.Consent.ValidThrough, held.Consent.AreaRecipient.Role, held.Consent.AreaRecipient.Municipality));
        Assert.Equal(given.Receipt, await ReceiptAsync("aino", given.ConsentId, 1));
        Assert.Equal(narrowed.Receipt, await ReceiptAsync("aino", given.ConsentId, 0));
        var anothers = await Assert.ThrowsAsync<RpcException>(() => ReceiptAsync("eetu", given.ConsentId, 1));
        Assert.Equal("NO_BASIS", RefusalReader.ReasonOf(anothers));
    }

    [Fact]
    public async Task Refusals_WhenGivenAtTwoHoldersAndOneIsLifted_AreListedNewestFirstWithWhereTheyStand()
    {
        var first = await town.Choices.RefuseAsync(Refusal(Kela), await town.AsAsync("eetu"));
        var second = await town.Choices.RefuseAsync(Refusal(Office), await town.AsAsync("eetu"));
        var lift = new Wire.LiftRefusalRequest { RequestId = Id(), Participant = Kela, RefusalId = first.RefusalId };
        var lifted = await town.Choices.LiftRefusalAsync(lift, await town.AsAsync("eetu"));
        var replayed = await town.Choices.LiftRefusalAsync(lift, await town.AsAsync("eetu"));
        lift.RequestId = Id();
        var again = await Assert.ThrowsAsync<RpcException>(async () => await town.Choices.LiftRefusalAsync(lift, await town.AsAsync("eetu")));
        var anothers = await Assert.ThrowsAsync<RpcException>(async () => await town.Choices.LiftRefusalAsync(
            new() { RequestId = Id(), Participant = Office, RefusalId = second.RefusalId }, await town.AsAsync("aino")));

        Assert.Equal(lifted, replayed);
        Assert.Equal(("REFUSAL_NOT_IN_FORCE", "NO_BASIS"), (RefusalReader.ReasonOf(again), RefusalReader.ReasonOf(anothers)));
        var answer = await town.Choices.ListMyRefusalsAsync(new(), await town.AsAsync("eetu"));
        Assert.Equal(
            [(Office, second.RefusalId, RefusalStanding.InForce), (Kela, first.RefusalId, RefusalStanding.Lifted)],
            answer.Refusals.Select(held => (held.Participant, held.Refusal.RefusalId, held.Refusal.Standing)));
        Assert.Equal([Kela, Office], answer.Participants.Where(part => part.Reached).Select(part => part.Participant));
        Assert.Equal(town.Down.Select(down => down.ToString()), answer.Participants.Where(part => !part.Reached).Select(part => part.Participant));
        Assert.Empty((await town.Choices.ListMyRefusalsAsync(new() { Participant = Kela }, await town.AsAsync("aino"))).Refusals);
    }

    [Fact]
    public async Task Act_WhenTheHolderIsDownOrUnknown_SaysSo()
    {
        var down = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.Choices.RefuseAsync(Refusal(town.Down.First().ToString()), await town.AsAsync("aino")));
        var unknown = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.Choices.RefuseAsync(Refusal(Participants.Stranger.ToString()), await town.AsAsync("aino")));
        var homeless = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.Choices.ListMyRefusalsAsync(new() { PageToken = "MQ" }, await town.AsAsync("aino")));

        Assert.Equal(("PARTICIPANT_UNREACHABLE", "PARTICIPANT_UNKNOWN"), (RefusalReader.ReasonOf(down), RefusalReader.ReasonOf(unknown)));
        Assert.Equal("page_token NEEDS_PARTICIPANT", RefusalReader.ViolationsOf(homeless).Select(v => $"{v.Field} {v.Code}").Single());
    }

    private async Task<string> ReceiptAsync(string persona, string recordId, int revision) => (await town.Choices.GetReceiptAsync(
        new() { Participant = Kela, RecordId = recordId, Revision = revision }, await town.AsAsync(persona))).Receipt;

    private static string Id() => Guid.CreateVersion7().ToString();

    private static GiveConsentRequest Consent(string holder) => new()
    {
        RequestId = Id(),
        Participant = holder,
        AreaRecipient = new AreaRecipient { Role = "SOCIAL_CARE", Municipality = "405" },
        Purpose = Purpose.EmploymentSupport,
        Categories = { DataCategory.EmploymentServices },
        ValidFrom = "2023-01-01",
        ValidThrough = "2199-12-31",
        Language = "fi",
        TextVersion = "1",
        TextSha256 = ByteString.CopyFrom(new byte[32]),
    };

    private static RefuseRequest Refusal(string holder) => new()
    {
        RequestId = Id(),
        Participant = holder,
        Language = "fi",
        TextVersion = "1",
        TextSha256 = ByteString.CopyFrom(new byte[32]),
    };
}
