using Grpc.Core;
using Mesh.Hosting.AtRest;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>What is signed is bytes: when they are no longer those, nothing is shown, signed or given.</summary>
public sealed class DamagedPlanTests
{
    private static readonly (StatusCode, string?) Damaged = (StatusCode.DataLoss, "PLAN_DIGEST_MISMATCH");

    public static TheoryData<string, string> Damages() => new()
    {
        { "a flipped byte of the stored content", "flip" },
        { "the version's row is gone", "DELETE FROM plan_version" },
        { "bytes of another version", "swap" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Use_WhenTheStoredBytesAreDamaged_IsDataLossAtEveryDoor(string what, string damage)
    {
        Assert.NotEmpty(what);
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        Assert.NotNull((await aino.GetAsync()).Content);
        await DamageAsync(office, damage);

        Assert.Equal(Damaged, await Refused.ReasonAsync(office.Send(Callers.Expert, new GetPlanCaseRequest { CaseId = aino.CaseId })));
        Assert.Equal(Damaged, await Refused.ReasonAsync(office.Send(Callers.Expert, aino.Signature())));
        Assert.Equal(Damaged, await Refused.ReasonAsync(office.Send(Callers.Region, aino.Cosignature())));
        Assert.Equal(Damaged, await Refused.ReasonAsync(office.Send(Callers.Aino, aino.OwnSignature())));
        Assert.Equal(Damaged, await Refused.ReasonAsync(office.Send(Callers.Aino, new ListMyPlansRequest())));
        Assert.Equal(Damaged, await Refused.ReasonAsync(office.Send(Callers.Region, RegionAsks.Copy(aino.CaseId))));
        Assert.Empty(await office.RowsAsync<SignatureRow>());
        Assert.DoesNotContain("PlanSigned", await office.ToldAsync());
    }

    [Fact]
    public async Task Draft_WhenTheVersionBeforeIsDamaged_WritesOneThatCanBeSigned()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        await DamageAsync(office, "flip");

        await aino.DraftAsync();

        Assert.Equal(1, (await aino.SignAsync(SignerRole.Client)).Signatures);
    }

    private static async Task DamageAsync(OfficeHost office, string damage)
    {
        if (damage == "flip")
        {
            var stored = (byte[])Assert.Single(await office.ColumnAsync("SELECT content FROM plan_version"));
            stored[stored.Length / 2] ^= 1;
            await office.TamperAsync("UPDATE plan_version SET content = @content", ("content", stored));
        }
        else if (damage == "swap")
        {
            // Rightly encrypted for the same row, but not what was digested: whoever holds the key can do this, and is found out.
            var row = Assert.Single(await office.RowsAsync<PlanVersionRow>());
            var other = await office.InAsync(scope => Task.FromResult(
                ((FieldCipher)scope.GetService(typeof(FieldCipher))!).Protect([1, 2, 3], PlanVersionRow.Table, "content", row.RowId)));
            await office.TamperAsync("UPDATE plan_version SET content = @content", ("content", other));
        }
        else
        {
            await office.TamperAsync(damage);
        }
    }
}
