using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Peers;
using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.WellbeingRegion.Tests.ClientSummaries;

/// <summary>
/// What no door answers is no answer of that holder's: neither given nor withheld can be told from it, and the others' stand. Only a fault
/// of the region's own fails the summary.
/// </summary>
public sealed class UnexpectedAnswerTests
{
    public static TheoryData<Exception, string> Unexpected => new()
    {
        { Invalid(), "InvalidArgument INVALID_REQUEST" },
        { DisclosureRefusals.StatementReplayed.Raise(), "AlreadyExists STATEMENT_REPLAYED" },
        { Refusals.Unauthenticated.Raise(), "Unauthenticated UNAUTHENTICATED" },
        { Refusals.AccessDenied.Raise(), "PermissionDenied ACCESS_DENIED" },
        { Bare(StatusCode.PermissionDenied), "PermissionDenied" },
        { new RefusalReason(StatusCode.PermissionDenied, $"NOT_{EetusCase.Code}", "", "", "").Raise(), "PermissionDenied" },
        { Bare(StatusCode.InvalidArgument), "InvalidArgument" },
        { Bare(StatusCode.NotFound), "NotFound" },
        { Bare(StatusCode.AlreadyExists), "AlreadyExists" },
        { Bare(StatusCode.FailedPrecondition), "FailedPrecondition" },
        { Bare(StatusCode.OutOfRange), "OutOfRange" },
        { Bare(StatusCode.Unimplemented), "Unimplemented" },
        { Bare(StatusCode.Unauthenticated), "Unauthenticated" },
        { Bare((StatusCode)99), "99" },
        { new UnknownParticipantException(Participants.Kela), "not in the directory" },
    };

    [Theory]
    [MemberData(nameof(Unexpected), DisableDiscoveryEnumeration = true)]
    public async Task Compose_WhenAHolderAnswersAsNoDoorDoes_IsUnreachableAndTheOthersAreWhole(Exception answer, string logged)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var holders = Answering(region).Refuses(Participants.Kela, DataCategory.ServicePointers, FakeOthers.Unreachable());
        var unreached = (await region.Send(Participants.Worker, await RequestAsync(eetu))).Holders;

        holders.Refuses(Participants.Kela, DataCategory.ServicePointers, answer);
        var answers = (await region.Send(Participants.Worker, await RequestAsync(eetu))).Holders;

        Assert.Equal(
            [
                (Participants.TeOffice.ToString(), AnswerState.Withheld, 0, 0),
                (Participants.Kela.ToString(), AnswerState.Unreachable, 0, 0),
                (Participants.Lappeenranta.ToString(), AnswerState.Given, 2, 1),
            ],
            answers.Select(one => (one.Holder, one.State, one.Services.Count, one.Contents.Count)));

        // To the last field as if it had not answered: what it is that went wrong there is for the operator.
        Assert.Equal(unreached.Select(WithoutIds), answers.Select(WithoutIds));
        var line = Assert.Single(region.Log.Split('\n'), written => written.Contains("DoorRounds", StringComparison.Ordinal));
        Assert.Contains("\"Warning\"", line, StringComparison.Ordinal);
        Assert.Contains(Participants.Kela.ToString(), line, StringComparison.Ordinal);
        Assert.Contains(logged, line, StringComparison.Ordinal);
        Assert.DoesNotContain(EetusCase.Code, region.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAssessments_WhenAHolderAnswersAsNoDoorDoes_IsUnreachableAndTheOthersAreWhole()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        FakeHolders.In(region)
            .Gives(Participants.TeOffice, DataCategory.AssessmentPointers, new DisclosedContent { AssessmentPointers = new AssessmentPointers { Pointers = { new AssessmentPointer() } } })
            .Refuses(Participants.Kela, DataCategory.AssessmentPointers, Bare(StatusCode.Unimplemented));

        var found = (await region.Send(Participants.Worker, new FindAssessmentsRequest { ClientId = await eetu.IdAsync() })).Holders;

        Assert.Equal([AnswerState.Given, AnswerState.Unreachable, AnswerState.Withheld], found.Select(answer => answer.State));
        Assert.Single(found[0].Assessments);
    }

    [Fact]
    public async Task Compose_WhenOneContentIsAnsweredAsNoDoorDoes_IsThatContentsStateAlone()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        Answering(region).Refuses(Participants.Lappeenranta, DataCategory.EmploymentServices, Bare(StatusCode.PermissionDenied));

        var answer = (await region.Send(Participants.Worker, await RequestAsync(eetu))).Holders[2];

        Assert.Equal((AnswerState.Given, 2), (answer.State, answer.Services.Count));
        Assert.Equal(
            (DataCategory.EmploymentServices, AnswerState.Unreachable, ""),
            (answer.Contents.Single().Category, answer.Contents.Single().State, answer.Contents.Single().Reason));
        Assert.Empty(answer.Withheld);
    }

    [Fact]
    public async Task Compose_WhenAskingFailsByADefectOfOnesOwn_FailsAsOne()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        Answering(region).Refuses(Participants.Kela, DataCategory.ServicePointers, new InvalidOperationException("a defect"));

        Assert.Equal((StatusCode.Internal, "FAULT"), await Refused.ReasonAsync(region.Send(Participants.Worker, await RequestAsync(eetu))));
    }

    [Fact]
    public async Task Compose_WhenThatItWasAskedCannotBeKept_FailsAsAFaultOfOnesOwn()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var request = await RequestAsync(eetu);
        Answering(region).Refuses(Participants.Kela, DataCategory.ServicePointers, Bare(StatusCode.Unimplemented));
        await region.TamperAsync("ALTER TABLE asked_request RENAME TO asked_request_away");

        Assert.Equal((StatusCode.Internal, "FAULT"), await Refused.ReasonAsync(region.Send(Participants.Worker, request)));
    }

    [Fact]
    public async Task Ask_WhenTheCallItselfIsGivenUp_IsNoAnswerOfTheHolders()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        using var caller = new CancellationTokenSource();
        FakeHolders.In(region).Answers(Participants.Kela, DataCategory.ServicePointers, _ =>
        {
            caller.Cancel();
            throw Bare(StatusCode.Unimplemented);
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => region.InAsync(async scope =>
        {
            using var round = scope.GetRequiredService<DoorRounds>().Begin(caller.Token);
            return await round.AskAsync(Participants.Kela, new DiscloseRequest
            {
                RequestId = Requests.Id(),
                Subject = new Subject { PersonalIdentityCode = EetusCase.Code },
                Purpose = Purpose.ClientSummary,
                Categories = { DataCategory.ServicePointers },
                Actor = Mesh.Hosting.Calls.Actors.System("Test"),
            });
        }));
    }

    private static FakeHolders Answering(RegionHost region) => FakeHolders.In(region)
        .Refuses(Participants.TeOffice, DataCategory.ServicePointers, DisclosureRefusals.ConsentRevoked.Raise())
        .GivesServices(Participants.Lappeenranta, "COACHING", "WORKSHOP")
        .Gives(Participants.Lappeenranta, DataCategory.EmploymentServices, new DisclosedContent
        {
            EmploymentServices = new EmploymentServices { Entries = { new EmploymentServiceEntry { Name = "Työhönvalmennus", Unit = "Yksikkö", StartsOn = "2023-09-01" } } },
        });

    private static async Task<ComposeClientSummaryRequest> RequestAsync(EetusCase eetu) => new()
    {
        ClientId = await eetu.IdAsync(),
        Holders = { new[] { Participants.TeOffice, Participants.Kela, Participants.Lappeenranta }.Select(holder => holder.ToString()) },
        ContentCategories = { DataCategory.EmploymentServices },
    };

    private static HolderAnswer WithoutIds(HolderAnswer answer)
    {
        var same = answer.Clone();
        same.DisclosureId = "";
        foreach (var content in same.Contents)
        {
            content.DisclosureId = "";
        }

        return same;
    }

    // As a proxy says it, or a holder of another make: a code, and words that are nobody's to repeat.
    private static RpcException Bare(StatusCode status) => new(new Status(status, $"no word of {EetusCase.Code}"));

    private static RpcException Invalid()
    {
        var violations = new Violations();
        violations.Add("categories[0]", "UNKNOWN_VALUE", $"not of {EetusCase.Code}");
        return violations.Raise();
    }
}
