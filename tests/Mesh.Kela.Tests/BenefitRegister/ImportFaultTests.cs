using Mesh.Disclosure;
using Mesh.Kela.BenefitRegister;
using Mesh.Kela.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.Tests.BenefitRegister;

public sealed class ImportFaultTests
{
    private static readonly DateOnly Monday = new(2023, 3, 6);
    private static readonly DateOnly Tuesday = new(2023, 3, 7);
    private static readonly DateOnly Friday = new(2023, 3, 10);
    private static readonly string Other = People.Born(new(1988, 9, 3), 917);

    [Fact]
    public async Task Import_WhenSeveralThingsAreWrong_NamesAllAndWritesNothing()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        await kela.ImportAsync(Payments.Of(People.Aino, [Monday]));
        var malformed = Payments.Of("140501A902E", [Tuesday], municipality: "40");
        malformed.PaidDays.Add("2023-02-30");

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(
            "no-uuid",
            Payments.Of(Other, [Monday, Monday]),
            malformed,
            Payments.Of(People.Aino, [Tuesday, Monday, Friday.AddDays(3)], recovered: [Friday])));

        Assert.Equal(
            [
                ("header.request_id", "FORMAT_UUID"),
                ("payments[1].personal_identity_code", "IDENTITY_CODE_CHECK_CHARACTER"),
                ("payments[1].home_municipality", "FORMAT_MUNICIPALITY_CODE"),
                ("payments[1].paid_days[1]", "FORMAT_CIVIL_DATE"),
                ("payments[2].paid_days[2]", ImportViolationCodes.InFuture),
                ("payments[0].paid_days[1]", ImportViolationCodes.DayPaidTwice),
                ("payments[2].recovered_days[0]", ImportViolationCodes.DayNotPaid),
                ("payments[2].paid_days[1]", ImportViolationCodes.DayPaidTwice),
            ],
            violations);
        Assert.Single(await kela.RowsAsync<PaidDayFact>());
        Assert.Single(await kela.RowsAsync<BenefitImport>());
    }

    [Fact]
    public async Task Import_WhenOnlyTheRegisterShowsAFault_WritesNothingOfTheClientsBefore()
    {
        await using var kela = await KelaHost.StartAsync(Friday);

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(
            Payments.Of(People.Aino, [Monday]), Payments.Of(Other, recovered: [Monday, Tuesday])));

        Assert.Equal(
            [("payments[1].recovered_days[0]", "DAY_NOT_PAID"), ("payments[1].recovered_days[1]", "DAY_NOT_PAID")], violations);
        Assert.Empty(await kela.RowsAsync<PaidDayFact>());
        Assert.Empty(await kela.RowsAsync<ClientFact>());
        Assert.Empty((await kela.HistoryAsync(People.Aino)).Clients);
    }

    [Fact]
    public async Task Import_WhenADayIsPaidOfTheOtherBenefit_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        await kela.ImportAsync(Payments.Of(People.Aino, [Monday]));

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(
            Payments.Of(People.Aino, [Monday], benefit: Benefit.UnemploymentDailyAllowance)));

        Assert.Equal([("payments[0].paid_days[0]", "DAY_PAID_TWICE")], violations);
    }

    [Fact]
    public async Task Import_WhenADayIsPaidAndRecoveredAtOnce_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        await kela.ImportAsync(Payments.Of(People.Aino, [Monday]));

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(
            Payments.Of(People.Aino, [Monday], recovered: [Monday, Monday])));

        Assert.Equal(
            [("payments[0].recovered_days[1]", "DAY_RECOVERED_TWICE"), ("payments[0].paid_days[0]", "DAY_PAID_AND_RECOVERED")], violations);
    }

    [Fact]
    public async Task Import_WhenAClientComesTwiceWithOneBenefit_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(
            Payments.Of(People.Aino, [Monday]), Payments.Of(People.Aino, [Tuesday])));

        Assert.Equal([("payments[1].personal_identity_code", "CLIENT_TWICE")], violations);
    }

    [Fact]
    public async Task Import_WhenTwoMessagesDifferAboutAClient_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(
            Payments.Of(People.Aino, [Monday], group: "PILOT"),
            Payments.Of(People.Aino, [Tuesday], benefit: Benefit.UnemploymentDailyAllowance, municipality: "153", group: "GENERAL")));

        Assert.Equal(
            [("payments[1].home_municipality", "CLIENT_FACTS_DIFFER"), ("payments[1].client_group", "CLIENT_FACTS_DIFFER")], violations);
    }

    [Fact]
    public async Task Import_WhenADayIsBeforeBirth_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(Payments.Of(People.Aino, [new(2001, 5, 13), new(2001, 5, 14)])));

        Assert.Equal([("payments[0].paid_days[0]", "BEFORE_BIRTH")], violations);
    }

    [Fact]
    public async Task Import_WhenTheAllowanceMaximumIsInTheFuture_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(Payments.Of(People.Aino, maximum: Friday.AddDays(1))));

        Assert.Equal([("payments[0].allowance_maximum_reached_on", "IN_FUTURE")], violations);
    }

    [Fact]
    public async Task Import_WhenAPersonIsNotArtificial_IsRefusedInADemonstration()
    {
        await using var kela = await KelaHost.StartAsync(Friday);

        var violations = await Refused.ViolationsAsync(kela.ImportAsync(Payments.Of(People.Born(new(1990, 1, 1), 899), [Monday])));

        Assert.Equal([("payments[0].personal_identity_code", AcceptedCodes.NotArtificial)], violations);
    }

    [Fact]
    public async Task Import_WhenTheHeaderIsMissing_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);

        Assert.Equal([("header", "REQUIRED")], await Refused.ViolationsAsync(kela.SendAsync([])));
        Assert.Equal(
            [("payments[0]", "REQUIRED"), ("payments[1].home_municipality", "REQUIRED"), ("payments[1].benefit", "REQUIRED"), ("header", "REQUIRED")],
            await Refused.ViolationsAsync(kela.SendAsync([new(), Payments.Message(new ClientPayments { PersonalIdentityCode = Other })])));
    }

    [Fact]
    public async Task Import_WhenTheHeaderIsNotFirstOrTwice_IsRefused()
    {
        await using var kela = await KelaHost.StartAsync(Friday);
        var header = Payments.Header(Guid.CreateVersion7().ToString());

        var violations = await Refused.ViolationsAsync(kela.SendAsync(
            [Payments.Message(Payments.Of(People.Aino, [Monday])), header, header]));

        Assert.Equal([("header", "HEADER_NOT_FIRST"), ("header", "HEADER_TWICE")], violations);
    }
}
