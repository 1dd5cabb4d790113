using Grpc.Core;
using Mesh.Hosting.Errors;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>What waits for a person at the holder, and that its release is decided anew.</summary>
public sealed class WaitingRequestTests
{
    private const string Service = "/tyollisyys.mesh.disclosure.v1.WaitingRequestService/";

    [Fact]
    public async Task Disclose_WhenAPersonMustApprove_WaitsOnceAndGivesAfterwardsWhileTheAnswerHolds()
    {
        await using var region = await OpenAsync();

        Assert.Equal("AWAITS_APPROVAL", await RefusedAsync(region));
        Assert.Equal("AWAITS_APPROVAL", await RefusedAsync(region));
        var waits = Assert.Single((await ListAsync(region)).Requests);
        Assert.Equal(
            (People.AinoText, People.TeOffice.ToString(), Purpose.WorkAbility, "F19", ""),
            (waits.PersonalIdentityCode, waits.Requester, waits.Purpose, waits.Flow, waits.Citation));
        Assert.Equal([DataCategory.WorkAbilityResult], waits.Categories);
        var answer = await ApproveAsync(region, waits.WaitingId);
        Assert.Equal(region.Clock.Now.AddDays(7), answer.HoldsUntil.ToDateTimeOffset());
        Assert.Empty((await ListAsync(region)).Requests);
        var response = await region.AskAsync(People.TeOffice, Request());
        Assert.Equal("4 h a day", Assert.Single(DisclosedContent.Parser.ParseFrom(response.Content).WorkAbilityResult.Limits));
        region.Clock.Set(region.Clock.Now.AddDays(7));
        Assert.Equal("AWAITS_APPROVAL", await RefusedAsync(region));

        Assert.Single((await ListAsync(region)).Requests);
        Assert.Equal(
            [(LedgerOutcome.Deny, "AWAITS_APPROVAL"), (LedgerOutcome.Deny, "AWAITS_APPROVAL"), (LedgerOutcome.Permit, "OK"), (LedgerOutcome.Deny, "AWAITS_APPROVAL")],
            (await region.LedgerAsync()).OrderBy(row => row.RecordedAt).Select(row => (row.Outcome, row.PreciseReason)));
        Assert.All(await region.LedgerAsync(), row => Assert.Equal(row.Outcome == LedgerOutcome.Permit, row.AnswerSha256 is not null));
    }

    [Fact]
    public async Task Disclose_WhenTheConsentIsWithdrawnBetweenApprovalAndRelease_IsDecidedAnewAndRefused()
    {
        await using var region = await OpenAsync();
        await RefusedAsync(region);
        await ApproveAsync(region, (await ListAsync(region)).Requests[0].WaitingId);
        var consent = Assert.Single((await region.ListAsync(People.Aino)).Consents);

        await region.WithdrawAsync(People.Aino, consent.ConsentId);

        Assert.Equal("CONSENT_REVOKED", await RefusedAsync(region));
    }

    [Fact]
    public async Task Disclose_WhenRejected_IsDeniedWithoutWaiting()
    {
        await using var region = await OpenAsync();
        await RefusedAsync(region);

        await RejectAsync(region, (await ListAsync(region)).Requests[0].WaitingId);

        Assert.Equal("NO_BASIS", await RefusedAsync(region));
        Assert.Empty((await ListAsync(region)).Requests);
        Assert.Contains("APPROVAL_REJECTED", (await region.LedgerAsync()).Select(row => row.PreciseReason));
    }

    [Fact]
    public async Task Answer_WhenThereIsNoneToGive_IsRefused()
    {
        await using var region = await OpenAsync();
        await RefusedAsync(region);
        var id = (await ListAsync(region)).Requests[0].WaitingId;
        await ApproveAsync(region, id);

        var unknown = await Assert.ThrowsAsync<RpcException>(() => ApproveAsync(region, TestHolder.Id()));
        var decided = await Assert.ThrowsAsync<RpcException>(() => RejectAsync(region, id));

        Assert.Equal(("NO_BASIS", "WAITING_REQUEST_DECIDED"), (RefusalReader.ReasonOf(unknown), RefusalReader.ReasonOf(decided)));
    }

    [Fact]
    public async Task Disclose_WhenThereIsNothingToApprove_DoesNotWait()
    {
        await using var region = await OpenAsync(holds: false);

        Assert.Equal("NO_BASIS", await RefusedAsync(region));

        Assert.Empty((await ListAsync(region)).Requests);
        Assert.Equal("NOTHING_HELD", Assert.Single(await region.LedgerAsync()).PreciseReason);
    }

    private static async Task<TestHolder> OpenAsync(bool holds = true)
    {
        var region = await TestHolder.OpenAsync(People.Region, holds ? [Result()] : []);
        var form = TestHolder.Form(People.Aino, People.TeOffice);
        form.Purpose = Purpose.WorkAbility;
        form.Categories.Clear();
        form.Categories.Add(DataCategory.WorkAbilityResult);
        await region.RegisterAsync(form);
        return region;
    }

    private static FakeSource Result() => new(DataCategory.WorkAbilityResult, (content, _) =>
    {
        content.WorkAbilityResult = new WorkAbilityResult { Limits = { "4 h a day" } };
        return Task.CompletedTask;
    });

    private static DiscloseRequest Request()
    {
        var request = TestHolder.Request(People.Aino);
        request.Purpose = Purpose.WorkAbility;
        request.Categories.Clear();
        request.Categories.Add(DataCategory.WorkAbilityResult);
        return request;
    }

    private static Task<string?> RefusedAsync(TestHolder region) => JourneyTests.Refused(region.AskAsync(People.TeOffice, Request()));

    private static Task<ListWaitingRequestsResponse> ListAsync(TestHolder region) => CallAsync(
        region, service => service.ListWaitingRequests(new ListWaitingRequestsRequest(), new TestCall(Service + "ListWaitingRequests")));

    private static Task<ApproveWaitingRequestResponse> ApproveAsync(TestHolder region, string id) => CallAsync(region, service =>
        service.ApproveWaitingRequest(
            new ApproveWaitingRequestRequest { RequestId = TestHolder.Id(), WaitingId = id }, new TestCall(Service + "ApproveWaitingRequest")));

    private static Task<RejectWaitingRequestResponse> RejectAsync(TestHolder region, string id) => CallAsync(region, service =>
        service.RejectWaitingRequest(
            new RejectWaitingRequestRequest { RequestId = TestHolder.Id(), WaitingId = id }, new TestCall(Service + "RejectWaitingRequest")));

    private static Task<T> CallAsync<T>(TestHolder region, Func<WaitingRequestGrpcService, Task<T>> act) =>
        region.AsProfessionalAsync(services => act(ActivatorUtilities.CreateInstance<WaitingRequestGrpcService>(services)));
}
