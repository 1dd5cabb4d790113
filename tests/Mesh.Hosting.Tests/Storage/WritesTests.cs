using System.Text;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Tests.Calls;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Hosting.Tests.Storage;

[Collection<TownTests>]
public sealed class WritesTests
{
    private readonly Town _town;
    private readonly AcceptInvitationRequest _request = Town.Acceptance();
    private int _acts;

    public WritesTests(Town town)
    {
        _town = town;
        WriteAct(_ => { });
    }

    [Fact]
    public async Task Once_WhenSameRequestComesAgain_GivesTheFirstOutcomeAndOneEffect()
    {
        var first = await _town.AcceptAsync(_request);
        var second = await _town.AcceptAsync(_request.Clone());

        Assert.Equal(first, second);
        Assert.Equal((1, 1), (_acts, await EffectsAsync()));
    }

    [Fact]
    public async Task Once_WhenAnotherBodyComesUnderTheId_IsRefused()
    {
        await _town.AcceptAsync(_request);
        var other = _request.Clone();
        other.Representative.Unit = "another";

        var refusal = await _town.RefusedAsync(other);

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
        Assert.Equal(1, await EffectsAsync());
    }

    [Fact]
    public async Task Once_WhenAnotherCallerUsesTheId_HasItsOwnEffect()
    {
        var first = await _town.AcceptAsync(_request);
        var other = await _town.AcceptAsync(_request, Participants.TeOffice);

        Assert.NotEqual(first, other);
        Assert.Equal(2, await EffectsAsync());
    }

    [Fact]
    public async Task Once_WhenAnotherMethodIsCalledWithTheId_HasItsOwnEffect()
    {
        await _town.AcceptAsync(_request);
        _town.Script.Write((services, request, context) => services.GetRequiredService<Writes>().OnceAsync(
            (ContributeToPlanRequest)request, context, cancellation => ActAsync(services, () => new ContributeToPlanResponse(), cancellation)));
        var contribution = (ContributeToPlanRequest)ValidRequests.Of(ContributeToPlanRequest.Descriptor);
        contribution.RequestId = _request.RequestId;

        await new PlanCooperationService.PlanCooperationServiceClient(_town.Channel(Participants.SouthKarelia.Urn))
            .ContributeToPlanAsync(contribution, AnyCall.Options());

        Assert.Equal(2, await EffectsAsync());
    }

    [Fact]
    public async Task Once_WhenTwentyComeAtOnce_HasOneEffect()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _town.AcceptAsync(_request.Clone())));

        // Some may have acted and been undone: what counts is what stayed, and that all were told the same.
        Assert.Single(answers.Distinct());
        Assert.Equal(1, await EffectsAsync());
    }

    [Fact]
    public async Task Once_WhenTwentyAtOnceAreRefusedForWhatTheFirstDid_GivesThemItsOutcome()
    {
        // As an act of a case is: done, it may not be done again (STALE_CASE_VERSION).
        _town.Script.Write((services, request, context) => services.GetRequiredService<Writes>().OnceAsync(
            (AcceptInvitationRequest)request,
            context,
            async cancellation =>
            {
                var database = services.GetRequiredService<DbContext>();
                if (await database.Set<Effect>().AnyAsync(effect => effect.What == _request.RequestId, cancellation))
                {
                    throw Refusals.NoBasis.Raise();
                }

                database.Add(new Effect { What = _request.RequestId });
                return new AcceptInvitationResponse { CaseVersion = Interlocked.Increment(ref _acts) };
            }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _town.AcceptAsync(_request.Clone())));

        Assert.Single(answers.Distinct());
        Assert.Equal(1, await EffectsAsync());
    }

    [Fact]
    public async Task Once_WhenTheActThrows_StoresNothingAndMayBeTriedAgain()
    {
        WriteAct(_ => throw new TimeoutException());
        await _town.RefusedAsync(_request);
        Assert.Equal(0, await EffectsAsync());

        WriteAct(_ => { });
        await _town.AcceptAsync(_request);

        Assert.Equal(1, await EffectsAsync());
    }

    [Fact]
    public async Task Once_WhenTheActIsRefused_DecidesAnewWhenTriedAgain()
    {
        WriteAct(_ => throw Refusals.NoBasis.Raise());
        Assert.Equal("NO_BASIS", RefusalReader.ReasonOf(await _town.RefusedAsync(_request)));

        WriteAct(_ => { });
        await _town.AcceptAsync(_request);

        Assert.Equal(1, await EffectsAsync());
    }

    [Fact]
    public async Task Once_WhenStored_KeepsNoWordOfTheRequest()
    {
        var request = Town.Acceptance("Veera Harjoite");
        await _town.AcceptAsync(request);

        var kept = (await _town.Host.RowsAsync<RequestOutcome>()).Single(outcome => outcome.RequestId == request.RequestId);

        Assert.DoesNotContain("Veera", System.Text.Encoding.UTF8.GetString(kept.Response) + kept.Caller + kept.Method, StringComparison.Ordinal);
        Assert.NotEqual(System.Security.Cryptography.SHA256.HashData(Google.Protobuf.MessageExtensions.ToByteArray(request)), kept.RequestDigest);
    }

    [Fact]
    public async Task Once_WhenAnActReturnsWords_IsUndoneAndStoresNothing()
    {
        Record(() => new RecordEmploymentPlanResponse { FactId = "Veera Harjoite" }, (outcome, _) => Task.FromResult(outcome));

        Assert.Equal(StatusCode.Internal, (await Assert.ThrowsAsync<RpcException>(() => _town.RecordAsync(Town.Plan()))).StatusCode);
        Assert.Equal(0, await EffectsAsync());
        Assert.DoesNotContain(
            await _town.Host.RowsAsync<RequestOutcome>(),
            outcome => Encoding.UTF8.GetString(outcome.Response).Contains("Veera", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_WhenAResponseIsCompleted_IsCompletedEachTimeAndStoredWithout()
    {
        var request = Town.Plan();
        Record(
            () => new RecordEmploymentPlanResponse { FactId = "FACT-1" },
            (outcome, _) =>
            {
                outcome.FactId += " Veera Harjoite";
                return Task.FromResult(outcome);
            });

        Assert.Equal("FACT-1 Veera Harjoite", (await _town.RecordAsync(request)).FactId);
        Assert.Equal("FACT-1 Veera Harjoite", (await _town.RecordAsync(request)).FactId);
        var kept = (await _town.Host.RowsAsync<RequestOutcome>()).Single(outcome => outcome.RequestId == request.RequestId);
        Assert.Equal("FACT-1", RecordEmploymentPlanResponse.Parser.ParseFrom(kept.Response).FactId);
        Assert.Equal(1, await EffectsAsync());
    }

    private void Record(
        Func<RecordEmploymentPlanResponse> answer,
        Func<RecordEmploymentPlanResponse, CancellationToken, Task<RecordEmploymentPlanResponse>> complete) =>
        _town.Script.Write((services, request, context) => services.GetRequiredService<Writes>().OnceAsync(
            (RecordEmploymentPlanRequest)request, context, cancellation => ActAsync(services, answer, cancellation), complete));

    private void WriteAct(Action<AcceptInvitationRequest> check) => _town.Script.Write((services, request, context) =>
        services.GetRequiredService<Writes>().OnceAsync(
            (AcceptInvitationRequest)request,
            context,
            cancellation => ActAsync(
                services,
                () =>
                {
                    check((AcceptInvitationRequest)request);
                    return new AcceptInvitationResponse { CaseVersion = Interlocked.Increment(ref _acts) };
                },
                cancellation)));

    private async Task<T> ActAsync<T>(IServiceProvider services, Func<T> answer, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<DbContext>();
        database.Add(new Effect { What = _request.RequestId });
        await database.SaveChangesAsync(cancellation);
        return answer();
    }

    private async Task<int> EffectsAsync() => (await _town.Host.RowsAsync<Effect>()).Count(effect => effect.What == _request.RequestId);
}
