using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Disclosure;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.MyData.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Wire = Tyollisyys.Mesh.Protos.MyData.V1;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>The client's own view, through the real gateway, provider and holders; everybody but Kela and the TE office is down.</summary>
public sealed class MyDataTests(ClientTown town) : IClassFixture<ClientTown>
{
    private const string Aino = "140501A902D";
    private static readonly string Kela = Participants.Kela.ToString();
    private static readonly string Office = Participants.TeOffice.ToString();

    [Fact]
    public async Task Messages_WhenSeveralSentThem_AreMergedNewestFirstAndTheUnreachableAreNamed()
    {
        var first = await ClientTown.TellAsync(town.Kela, Aino, "merge-1");
        var second = await ClientTown.TellAsync(town.Office, Aino, "merge-2");
        var third = await ClientTown.TellAsync(town.Kela, Aino, "merge-3");

        var answer = await town.MyData.ListMyMessagesAsync(new(), await town.AsAsync("aino"));

        Assert.Equal(
            [(Kela, third), (Office, second), (Kela, first)],
            answer.Messages.Where(sent => sent.Message.Reference.StartsWith("merge-", StringComparison.Ordinal))
                .Select(sent => (sent.Participant, Guid.Parse(sent.Message.MessageId))));
        AssertReached(answer.Participants);
    }

    [Fact]
    public async Task Messages_WhenThePersonIsUnknownEverywhere_AreNoneOfThoseReachedAndNotOfTheOthers()
    {
        var answer = await town.MyData.ListMyMessagesAsync(new(), await town.AsAsync("eetu"));

        Assert.Empty(answer.Messages);
        AssertReached(answer.Participants);
    }

    [Fact]
    public async Task Messages_WhenPagedAtOneParticipation_GoOnWhereItEnded()
    {
        for (var i = 0; i < 3; i++)
        {
            await ClientTown.TellAsync(town.Office, Aino, "page");
        }

        var all = await town.MyData.ListMyMessagesAsync(new() { Participant = Office }, await town.AsAsync("aino"));
        var first = await town.MyData.ListMyMessagesAsync(new() { Participant = Office, PageSize = 2 }, await town.AsAsync("aino"));
        var token = Assert.Single(first.Participants).NextPageToken;
        var second = await town.MyData.ListMyMessagesAsync(new() { Participant = Office, PageSize = 2, PageToken = token }, await town.AsAsync("aino"));

        Assert.Equal(
            all.Messages.Take(first.Messages.Count + second.Messages.Count).Select(sent => sent.Message.MessageId),
            first.Messages.Concat(second.Messages).Select(sent => sent.Message.MessageId));
        Assert.Equal("", Assert.Single(all.Participants).NextPageToken);
    }

    [Fact]
    public async Task Messages_WhenOneThatIsDownIsNamed_SaysThatItWasNotReached()
    {
        var down = town.Down.First();

        var answer = await town.MyData.ListMyMessagesAsync(new() { Participant = down.ToString() }, await town.AsAsync("aino"));

        Assert.Equal(
            (down.ToString(), false, "UNAVAILABLE"),
            answer.Participants.Select(part => (part.Participant, part.Reached, part.Reason)).Single());
    }

    [Fact]
    public async Task Message_WhenRead_HasItsTextAndProofAtTheSender()
    {
        var id = await ClientTown.TellAsync(town.Office, Aino, "read");

        var read = await town.MyData.ReadMyMessageAsync(Reading(Office, id), await town.AsAsync("aino"));

        Assert.Equal(ServiceState.Read, read.Message.State);
        Assert.Contains("Kaakkois-Suomen TE-toimisto", read.Message.Text.Fi, StringComparison.Ordinal);
        var row = (await town.Office.RowsAsync<ClientNotices.ClientNoticeRow>()).Single(notice => notice.NoticeId == id);
        Assert.Equal(ServiceState.Read, row.State);
    }

    [Fact]
    public async Task Message_WhenItIsAnothers_IsRefusedAsBySender()
    {
        var id = await ClientTown.TellAsync(town.Office, Aino, "another");

        var anothers = await Assert.ThrowsAsync<RpcException>(async () => await town.MyData.ReadMyMessageAsync(Reading(Office, id), await town.AsAsync("eetu")));
        var none = await Assert.ThrowsAsync<RpcException>(async () => await town.MyData.ReadMyMessageAsync(Reading(Office, Guid.CreateVersion7()), await town.AsAsync("aino")));

        Assert.Equal((StatusCode.PermissionDenied, "NO_BASIS"), (anothers.StatusCode, RefusalReader.ReasonOf(anothers)));
        Assert.Equal(anothers.GetRpcStatus(), none.GetRpcStatus());
    }

    [Fact]
    public async Task Act_WhenTheParticipationIsDownOrUnknown_SaysSo()
    {
        var down = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.MyData.ReadMyMessageAsync(Reading(town.Down.First().ToString(), Guid.CreateVersion7()), await town.AsAsync("aino")));
        var unknown = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.MyData.ReadMyMessageAsync(Reading(Participants.Stranger.ToString(), Guid.CreateVersion7()), await town.AsAsync("aino")));

        Assert.Equal((StatusCode.Unavailable, "PARTICIPANT_UNREACHABLE"), (down.StatusCode, RefusalReader.ReasonOf(down)));
        Assert.Equal((StatusCode.InvalidArgument, "PARTICIPANT_UNKNOWN"), (unknown.StatusCode, RefusalReader.ReasonOf(unknown)));
    }

    [Fact]
    public async Task Consent_WhenGrantedAndWithdrawn_IsListedWithBothAndLeavesAReceipt()
    {
        var granted = await town.MyData.GrantConsentAsync(Consent(Kela), await town.AsAsync("aino"));
        var valid = await FindAsync();
        var withdrawn = await town.MyData.WithdrawConsentAsync(
            new() { RequestId = Id(), Participant = Kela, ConsentId = granted.ConsentId }, await town.AsAsync("aino"));
        var gone = await FindAsync();
        var again = await Assert.ThrowsAsync<RpcException>(async () => await town.MyData.WithdrawConsentAsync(
            new() { RequestId = Id(), Participant = Kela, ConsentId = granted.ConsentId }, await town.AsAsync("aino")));

        Assert.Equal((Kela, ConsentStanding.Valid, "CLIENT"), (valid.Participant, valid.Consent.Standing, valid.Consent.History[0].ActedAs));
        Assert.Equal((ConsentStanding.Withdrawn, withdrawn.Revision), (gone.Consent.Standing, gone.Consent.Revision));
        Assert.Equal("CONSENT_NOT_OPEN", RefusalReader.ReasonOf(again));
        var messages = await town.MyData.ListMyMessagesAsync(new() { Participant = Kela }, await town.AsAsync("aino"));
        var receipt = Assert.Single(messages.Messages, sent => sent.Message.Reference == granted.ConsentId);
        Assert.Equal(ClientNoticeKind.ConsentWithdrawn, receipt.Message.Kind);

        async Task<HeldConsent> FindAsync()
        {
            var answer = await town.MyData.ListMyConsentsAsync(new(), await town.AsAsync("aino"));
            AssertReached(answer.Participants);
            return Assert.Single(answer.Consents, held => held.Consent.ConsentId == granted.ConsentId);
        }
    }

    [Fact]
    public async Task Consent_WhenTheHolderFindsFaults_NamesThemAllToTheClient()
    {
        var consent = Consent(Kela);
        (consent.Recipient, consent.ValidFrom, consent.ValidThrough) = (Kela, "2020-02-01", "2020-01-01");

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await town.MyData.GrantConsentAsync(consent, await town.AsAsync("aino")));

        Assert.Equal(
            ["recipient OWN_PARTICIPATION", "valid_through BEFORE_START", "valid_through IN_PAST"],
            RefusalReader.ViolationsOf(refusal).Select(violation => $"{violation.Field} {violation.Code}"));
    }

    [Fact]
    public async Task Uses_WhenSomebodyAskedAHolder_AreShownWithTheReasonTheRequesterWasNotTold()
    {
        await town.MyData.GrantConsentAsync(Consent(Kela), await town.AsAsync("aino"));
        using var channel = town.Kela.Channel(Participants.TeOffice.Urn);
        var request = new DiscloseRequest
        {
            RequestId = Id(),
            Subject = new Subject { PersonalIdentityCode = Aino },
            Purpose = Purpose.ActivationPlanDrafting,
            Categories = { DataCategory.EmploymentServices },
            Actor = new Actor { PairwiseId = "expert", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
        };
        await Assert.ThrowsAsync<RpcException>(async () => await new DisclosureService.DisclosureServiceClient(channel).DiscloseAsync(
            RequestStatement.Sign(request, Participants.TeOffice, Participants.Kela, town.Installation.Signing(Participants.TeOffice), town.Installation.Time.GetUtcNow()), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20), cancellationToken: TestContext.Current.CancellationToken));

        var answer = await town.MyData.ListMyUsesAsync(new(), await town.AsAsync("aino"));

        var use = answer.Uses[0];
        Assert.Equal((Kela, Office, UseOutcome.Deny), (use.Participant, use.Use.Requester, use.Use.Outcome));
        Assert.NotEqual("NO_BASIS", use.Use.Reason);
        AssertReached(answer.Participants);
    }

    [Fact]
    public async Task Cases_WhenSomeWaitForTheClient_HaveThoseFirstAndTheirStepsInOrder()
    {
        town.Cases.Answer = _ => Task.FromResult<IEnumerable<PlanCase>>(
        [
            Case("others", Step("DRAFT", SignerRole.LabourAuthority)),
            Case("later", Step("SIGN", SignerRole.Client), Step("HOLD_REVIEW", SignerRole.LabourAuthority, "2024-01-01")),
            Case("sooner", Step("SIGN", SignerRole.SocialCare, "2023-01-01"), Step("AGREE_FINDING", SignerRole.Client), Step("SIGN", SignerRole.Client, "2024-02-01")),
            Case("nothing"),
        ]);

        var answer = await town.MyData.ListMyCasesAsync(new(), await town.AsAsync("aino"));

        // Kela serves the script, too, and is not asked: it has no cases of clients.
        Assert.Equal(["sooner", "later", "others", "nothing"], answer.Cases.Select(mine => mine.PlanCase.CaseId));
        Assert.All(answer.Cases, mine => Assert.Equal(Office, mine.Participant));
        Assert.Equal(["SIGN 2024-02-01", "AGREE_FINDING ", "SIGN 2023-01-01"], answer.Cases[0].NextSteps.Select(step => $"{step.Code} {step.DueOn}"));
        Assert.Equal(
            town.Installation.Directory.Entries.Select(entry => entry.Participation)
                .Where(participation => participation.Role is ParticipantRole.LabourAuthority or ParticipantRole.SocialCare)
                .OrderBy(participation => participation.Role)
                .Select(participation => (participation.ToString(), participation == Participants.TeOffice)),
            answer.Participants.Select(part => (part.Participant, part.Reached)));
    }

    [Theory]
    [InlineData("operator", null, "ACCESS_DENIED")]
    [InlineData("aino", "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "UNAUTHENTICATED")]
    [InlineData("te-expert", "urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY", "UNAUTHENTICATED")]
    public async Task MyData_WhenAskedByAnotherThanAClientOfTheGateway_IsRefused(string persona, string? audience, string reason)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await town.MyData.ListMyUsesAsync(new(), await town.AsAsync(persona, audience)));

        Assert.Equal(reason, RefusalReader.ReasonOf(refusal));
    }

    [Fact]
    public async Task MyData_WhenAPersonAsksTooOften_IsLimitedByTheParticipationsAsked()
    {
        // One answer across all is a call of the gateway and one of each participation: the second is too many.
        var participations = town.Installation.Directory.Entries.Count;
        await using var gateway = await town.GatewayAsync(new GatewaySettings { PersonBurst = participations + 1, PersonPerSecond = 1 });
        var options = await town.AsAsync("aino");
        await gateway.MyData.ListMyUsesAsync(new(), options);

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await gateway.MyData.ListMyUsesAsync(new(), options));

        Assert.Equal((StatusCode.ResourceExhausted, "RATE_LIMITED"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
    }

    [Fact]
    public async Task List_WhenAPageTokenIsWrong_IsRefused()
    {
        var homeless = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.MyData.ListMyUsesAsync(new() { PageToken = "MQ" }, await town.AsAsync("aino")));
        var malformed = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.MyData.ListMyUsesAsync(new() { Participant = Kela, PageToken = "a b" }, await town.AsAsync("aino")));

        Assert.Equal("page_token NEEDS_PARTICIPANT", RefusalReader.ViolationsOf(homeless).Select(v => $"{v.Field} {v.Code}").Single());
        Assert.Equal("page_token MALFORMED", RefusalReader.ViolationsOf(malformed).Select(v => $"{v.Field} {v.Code}").Single());
    }

    [Fact]
    public async Task Gateway_WhenAClientHasLooked_HasLoggedNothingOfTheClient()
    {
        var id = await ClientTown.TellAsync(town.Office, Aino, "logged");
        await town.MyData.ReadMyMessageAsync(Reading(Office, id), await town.AsAsync("aino"));
        await Assert.ThrowsAsync<RpcException>(async () => await town.MyData.ReadMyMessageAsync(Reading(Office, id), await town.AsAsync("eetu")));

        Assert.Contains("NO_BASIS", town.GatewayLog, StringComparison.Ordinal);
        Assert.DoesNotContain(Aino, town.GatewayLog, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), town.GatewayLog, StringComparison.Ordinal);
        Assert.DoesNotContain("Suunnitelmasi", town.GatewayLog, StringComparison.Ordinal);
    }

    private void AssertReached(IEnumerable<ParticipantAnswer> participants)
    {
        var parts = participants.ToList();
        Assert.Equal([Kela, Office], parts.Where(part => part.Reached).Select(part => part.Participant));
        Assert.All(parts.Where(part => !part.Reached), part => Assert.Equal("UNAVAILABLE", part.Reason));
        Assert.Equal(town.Down.Select(down => down.ToString()), parts.Where(part => !part.Reached).Select(part => part.Participant));
    }

    private static string Id() => Guid.CreateVersion7().ToString();

    private static Wire.ReadMyMessageRequest Reading(string participant, Guid id) => new() { RequestId = Id(), Participant = participant, MessageId = id.ToString() };

    private static GrantConsentRequest Consent(string holder) => new()
    {
        RequestId = Id(),
        Participant = holder,
        Recipient = Participants.SouthKarelia.ToString(),
        Purpose = Purpose.EmploymentSupport,
        Categories = { DataCategory.EmploymentServices },
        ValidFrom = "2023-01-01",
        ValidThrough = "2199-12-31",
        Language = "fi",
        TextVersion = "1",
        TextSha256 = ByteString.CopyFrom(new byte[32]),
    };

    private static PlanCase Case(string id, params NextStep[] steps) => new() { CaseId = id, NextSteps = { steps } };

    private static NextStep Step(string code, SignerRole who, string dueOn = "") => new() { Code = code, Who = who, DueOn = dueOn };
}
