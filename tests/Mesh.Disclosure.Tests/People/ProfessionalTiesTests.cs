using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>A professional without anything to do with a client is answered as about somebody unknown.</summary>
public sealed class ProfessionalTiesTests
{
    public static TheoryData<string, Func<TestHolder, string, string, Task>> Acts => new()
    {
        { "narrow", (holder, consent, _) => holder.NarrowAsync(Narrowing(consent)) },
        { "withdraw", (holder, consent, _) => holder.RegisterWithdrawalAsync(consent) },
        { "history", (holder, consent, _) => holder.HistoryAsync(consent) },
        { "list", (holder, _, _) => holder.ListAsync(People.Aino) },
        { "lift", (holder, _, refusal) => holder.LiftAsync(refusal) },
        { "refusals", (holder, _, _) => holder.ListRefusalsAsync(People.Aino) },
    };

    [Theory]
    [MemberData(nameof(Acts), DisableDiscoveryEnumeration = true)]
    public async Task Act_WhenTheProfessionalHasNothingToDoWithTheClient_HasNoBasis(string what, Func<TestHolder, string, string, Task> act)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = (await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region))).ConsentId;
        var refusal = (await holder.RegisterRefusalAsync(ClientCalls.Refusal(People.Aino))).RefusalId;
        var revisions = await holder.RowsAsync<ConsentRevision>(row => row.Revision);

        TestHolder.Professional.Value = "worker-2";
        var known = RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => act(holder, consent, refusal)));

        Assert.True(known == "NO_BASIS", what);
        Assert.Equal(revisions.Count, (await holder.RowsAsync<ConsentRevision>(row => row.Revision)).Count);
        TestHolder.Professional.Value = null;
        await act(holder, consent, refusal);
    }

    [Fact]
    public async Task List_WhenTheServiceSaysThereIsATie_Answers()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        TestHolder.Professional.Value = "worker-2";
        var subject = await holder.KnowAsync(People.Aino);

        var tied = await holder.AsProfessionalAsync(async services =>
        {
            var ties = ActivatorUtilities.CreateInstance<ProfessionalTies>(services, (object)new ITiedClients[] { new Tied(services, "worker-2") });
            await ties.RequireAsync(subject, TestContext.Current.CancellationToken);
            return ties.AreKept;
        });

        Assert.True(tied);
        Assert.Equal("NO_BASIS", RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => holder.ListAsync(People.Aino))));
    }

    private static NarrowConsentRequest Narrowing(string consent) => new()
    {
        RequestId = TestHolder.Id(),
        ConsentId = consent,
        Categories = { Tyollisyys.Mesh.Protos.Disclosure.V1.DataCategory.EmploymentServices },
        ValidThrough = "2023-12-30",
        Evidence = ClientCalls.Paper(),
    };

    private sealed class Tied(IServiceProvider services, string person) : ITiedClients
    {
        public IQueryable<Guid> TiedTo(Caller professional) => services.Get<Microsoft.EntityFrameworkCore.DbContext>().Set<SubjectRow>()
            .Where(_ => professional.PersonId == person).Select(row => row.SubjectId);
    }
}
