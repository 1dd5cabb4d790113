using Grpc.Core;
using Mesh.Hosting.Errors;
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
