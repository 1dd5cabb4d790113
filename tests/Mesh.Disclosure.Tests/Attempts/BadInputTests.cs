using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

public sealed class BadInputTests
{
    public static TheoryData<string, Action<DiscloseRequest>, string[]> Faults => new()
    {
        { "purpose missing", r => r.Purpose = Purpose.Unspecified, ["purpose REQUIRED"] },
        { "purpose unknown", r => r.Purpose = (Purpose)99, ["purpose UNKNOWN_VALUE"] },
        { "category unknown", r => r.Categories.Add((DataCategory)99), ["categories[1] UNKNOWN_VALUE"] },
        { "category twice", r => r.Categories.Add(DataCategory.EmploymentServices), ["categories[1] DUPLICATE"] },
        { "no category", r => r.Categories.Clear(), ["categories REQUIRED"] },
        { "no subject", r => r.Subject = null, ["subject REQUIRED"] },
        { "no actor", r => r.Actor = null, ["actor REQUIRED"] },
        { "malformed code", r => r.Subject.PersonalIdentityCode = "140501A902E", ["subject.personal_identity_code IDENTITY_CODE_CHECK_CHARACTER"] },
        { "a real person's code", r => r.Subject.PersonalIdentityCode = "131052-308T", ["subject.personal_identity_code IDENTITY_CODE_NOT_ARTIFICIAL"] },
        { "tomorrow", r => r.AsOf = "2023-11-14", ["as_of IN_FUTURE"] },
        { "no day", r => r.AsOf = "14.11.2023", ["as_of FORMAT_CIVIL_DATE"] },
        {
            "everything at once",
            r =>
            {
                r.RequestId = "1";
                r.Subject.PersonalIdentityCode = "140501A902";
                r.Purpose = Purpose.Unspecified;
                r.Categories.Add((DataCategory)99);
                r.AsOf = "2024-01-01";
                r.Actor.PairwiseId = "";
            },
            [
                "request_id FORMAT_UUID", "subject.personal_identity_code IDENTITY_CODE_LENGTH", "purpose REQUIRED",
                "categories[1] UNKNOWN_VALUE", "actor.pairwise_id REQUIRED", "as_of IN_FUTURE",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Disclose_WhenTheRequestIsFaulty_NamesEveryViolationAndWritesNothing(string what, Action<DiscloseRequest> spoil, string[] expected)
    {
        Assert.NotEmpty(what);
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = TestHolder.Request(People.Aino);
        spoil(request);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, request));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal(expected, RefusalReader.ViolationsOf(refusal).Select(violation => $"{violation.Field} {violation.Code}"));
        Assert.Empty(await holder.LedgerAsync());
        Assert.Empty(await holder.RowsAsync<SightingRow>(row => row.SightingId));
        Assert.DoesNotContain("140501", refusal.ToString() + string.Join('\n', RefusalReader.ViolationsOf(refusal)), StringComparison.Ordinal);
    }

    // Contract, door and statement at once: whoever mends a request does not find the next fault behind the last one.
    [Fact]
    public async Task Disclose_WhenTheStatementIsFaultyToo_NamesItWithTheRest()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = TestHolder.Sign(TestHolder.Request(People.Aino), People.Region, People.Kela);
        request.Purpose = Purpose.Unspecified;
        request.AsOf = "2023-11-14";

        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, request));

        Assert.Equal(
            ["purpose REQUIRED", "as_of IN_FUTURE", "statement OTHER_PARTY", "statement DIFFERS"],
            RefusalReader.ViolationsOf(refusal).Select(violation => $"{violation.Field} {violation.Code}"));
        Assert.Empty(await holder.LedgerAsync());
    }

    // In the order of the gate: what is checked there is not checked again, so what did not come through it is not read at all.
    [Fact]
    public async Task Read_WhenTheGateHasNotPassedThisVeryRequest_Throws()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = TestHolder.Sign(TestHolder.Request(People.Aino), People.Region, People.Municipality);
        var faulty = TestHolder.Request(People.Aino);
        faulty.AsOf = "2023-11-14";
        faulty = TestHolder.Sign(faulty, People.Region, People.Municipality);

        await holder.InAsync(services =>
        {
            services.Get<CallScope>().Enter(new Caller(CallerKind.Participant, People.Region));
            var sut = services.Get<DiscloseRequests>();
            Assert.Throws<InvalidOperationException>(() => sut.Read(request, People.Region));
            Assert.Throws<RpcException>(() => services.Get<RequestGate>().Pass(faulty));
            Assert.Throws<InvalidOperationException>(() => sut.Read(faulty, People.Region));
            services.Get<RequestGate>().Pass(request);
            Assert.Throws<InvalidOperationException>(() => sut.Read(request.Clone(), People.Region));
            Assert.Throws<InvalidOperationException>(() => sut.Read(request, People.Kela));
            Assert.Same(request, sut.Read(request, People.Region).Request);
            return Task.FromResult(true);
        });
    }

    [Fact]
    public async Task Disclose_WhenAsOfIsToday_IsTaken()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var request = TestHolder.Request(People.Aino);
        request.AsOf = "2023-11-13";

        Assert.NotEmpty((await holder.AskAsync(People.Region, request)).DisclosureId);
    }
}
