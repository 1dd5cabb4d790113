using System.Net;
using Mesh.ClientNotices.Tests.Hosts;
using Microsoft.AspNetCore.Http;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.SuomiFi;

public sealed class SuomiFiTests
{
    [Fact]
    public async Task Deliver_WhenAccepted_SendsTheShapeOfTheApiAndKeepsItsId()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        var id = await sender.SendAsync(kind: ClientNoticeKind.ReviewDue, dueOn: new DateOnly(2024, 2, 9));

        await sender.DeliverAsync();

        var (target, body) = Assert.Single(server.Sent);
        Assert.Equal("/v2/messages/electronic", target);
        Assert.Equal(
            (id.ToString(), People.AinoText, SuomiFiServer.ServiceId),
            ((string?)body["externalId"], (string?)body["recipient"]!["id"], (string?)body["sender"]!["serviceId"]));
        var electronic = body["electronic"]!;
        Assert.Equal(
            "Suunnitelmasi tarkistetaan pian | Din plan ses snart över | Your plan will soon be reviewed", (string?)electronic["title"]);
        Assert.Contains("9.2.2024", (string?)electronic["body"], StringComparison.Ordinal);
        Assert.Equal(("Text", "Normal", "No one", "Normal"), (
            (string?)electronic["bodyFormat"], (string?)electronic["messageServiceType"], (string?)electronic["replyAllowedBy"], (string?)electronic["visibility"]));
        Assert.Empty(electronic["attachments"]!.AsArray());
        Assert.Equal("Organisation and service name", (string?)electronic["notifications"]!["senderDetailsInNotifications"]);
        Assert.Equal("Default reminder", (string?)electronic["notifications"]!["unreadMessageNotification"]!["reminder"]);
        var delivered = (await sender.StepsAsync(id))[^1];
        Assert.Equal((ServiceState.Delivered, "SUOMI_FI_MESSAGES", "1000"), (delivered.State, delivered.Channel, delivered.ChannelReference));
    }

    [Fact]
    public async Task Deliver_WhenTheAnswerWasLost_IsOneMessageThere()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        var id = await sender.SendAsync();
        server.Instead = context =>
        {
            server.Accepted.TryAdd(id.ToString(), 77);
            context.Abort();
            return Task.FromResult(true);
        };
        await sender.DeliverAsync();
        Assert.Equal("CHANNEL_UNREACHABLE", (await sender.RowAsync(id)).LastFailure);
        server.Instead = null;
        sender.Machine.Advance(TimeSpan.FromMinutes(1));

        await sender.DeliverAsync();

        Assert.Equal("77", (await sender.StepsAsync(id))[^1].ChannelReference);
        Assert.Single(server.Accepted);
    }

    [Theory]
    [InlineData(400, """{"errorCode":"MAILBOX_NOT_IN_USE"}""", ServiceState.Failed, "MAILBOX_NOT_IN_USE")]
    [InlineData(400, """{"reason":"a","validationErrors":[{"error":"b","errorCode":"MAILBOX_NOT_IN_USE"}]}""", ServiceState.Failed, "MAILBOX_NOT_IN_USE")]
    [InlineData(400, """{"reason":"a","validationErrors":[{"error":"b"}]}""", ServiceState.Failed, "CHANNEL_REFUSES_MESSAGE")]
    [InlineData(400, "not json", ServiceState.Queued, "CHANNEL_ANSWER_UNREADABLE")]
    [InlineData(200, "{}", ServiceState.Queued, "CHANNEL_ANSWER_UNREADABLE")]
    [InlineData(403, "{}", ServiceState.Queued, "CHANNEL_REFUSES_SENDER")]
    [InlineData(429, "{}", ServiceState.Queued, "CHANNEL_BUSY")]
    [InlineData(500, "{}", ServiceState.Queued, "CHANNEL_STATUS_500")]
    [InlineData(404, "{}", ServiceState.Queued, "CHANNEL_STATUS_404")]
    public async Task Deliver_WhenRefused_TellsWhatMendsItselfFromWhatDoesNot(int status, string body, ServiceState state, string code)
    {
        await using var server = await SuomiFiServer.StartAsync();
        server.Instead = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
            return true;
        };
        await using var sender = await server.SenderAsync();
        var id = await sender.SendAsync();

        await sender.DeliverAsync();

        var row = await sender.RowAsync(id);
        Assert.Equal((state, code), (row.State, row.LastFailure));
    }

    [Fact]
    public async Task Deliver_WhenRedirected_SendsTheIdentityCodeNowhereElse()
    {
        await using var server = await SuomiFiServer.StartAsync();
        server.Instead = context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.TemporaryRedirect;
            context.Response.Headers.Location = "/elsewhere";
            return Task.FromResult(true);
        };
        await using var sender = await server.SenderAsync();
        await sender.SendAsync();

        await sender.DeliverAsync();

        Assert.Empty(server.Elsewhere);
    }

    [Fact]
    public async Task Deliver_WhenTheTokenIsGood_IsFetchedOnceUntilItNearlyExpires()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        await DeliverOneAsync();
        sender.Machine.Advance(TimeSpan.FromSeconds(3600 - 60) - TimeSpan.FromTicks(1));
        await DeliverOneAsync();
        Assert.Equal(1, server.TokensGiven);
        sender.Machine.Advance(TimeSpan.FromTicks(1));
        await DeliverOneAsync();

        Assert.Equal((2, 3), (server.TokensGiven, server.Accepted.Count));

        async Task DeliverOneAsync()
        {
            await sender.SendAsync();
            await sender.DeliverAsync();
        }
    }

    [Fact]
    public async Task Deliver_WhenTheTokenWasRevoked_FetchesAnotherAndSendsAgain()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        await sender.SendAsync();
        await sender.DeliverAsync();
        server.RevokeToken();
        await sender.SendAsync();

        await sender.DeliverAsync();

        Assert.Equal(2, server.Accepted.Count);
    }

    [Fact]
    public async Task Deliver_WhenThePasswordIsWrong_WaitsAndLogsNothingSecret()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync("wrong-secret");
        var id = await sender.SendAsync();

        await sender.DeliverAsync();

        Assert.Equal((ServiceState.Queued, "CHANNEL_UNREACHABLE"), ((await sender.RowAsync(id)).State, (await sender.RowAsync(id)).LastFailure));
        Assert.Empty(server.Sent);
        Assert.DoesNotContain("wrong-secret", sender.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_WhenItIsDone_HasLoggedNoIdentityCodeAndNoSecret()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        await sender.SendAsync();
        await sender.DeliverAsync();

        Assert.DoesNotContain(People.AinoText, sender.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SuomiFiServer.Password, sender.Log.Text + server.Settings, StringComparison.Ordinal);
        Assert.DoesNotContain(People.AinoText, new MessageRecipient(People.AinoText).ToString(), StringComparison.Ordinal);
    }
}
