using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Errors;
using Mesh.Municipality.EmploymentServices;
using Mesh.Municipality.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Tests.EmploymentServices;

public sealed class EmploymentServiceTests
{
    private const string Onni = "311279-941D";
    private static readonly DateOnly Today = new(2023, 10, 2);

    [Fact]
    public async Task Record_WhenRepeatedWithTheSameId_GivesTheFirstOutcomeAndWritesOnce()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        var request = Request("Työhönvalmennus", "2023-09-01");

        var first = await municipality.RecordAsync(request);
        var second = await municipality.RecordAsync(request);

        Assert.Equal(first, second);
        var fact = Assert.Single(await municipality.RowsAsync<EmploymentServiceFact>());
        Assert.Equal((first.FactId, "p1"), (fact.FactId.ToString(), fact.RecordedBy));
        Assert.Equal((MunicipalityHost.Machine, 2023), (fact.RecordedAt, fact.KnownFrom.Year));
    }

    [Fact]
    public async Task Record_WhenTheIdComesWithAnotherBody_IsRefused()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        var request = Request("Työhönvalmennus", "2023-09-01");
        await municipality.RecordAsync(request);
        request.Entry.Name = "Uravalmennus";

        var refusal = await Assert.ThrowsAsync<RpcException>(() => municipality.RecordAsync(request));

        Assert.Equal("REQUEST_ID_REUSED", RefusalReader.ReasonOf(refusal));
    }

    [Fact]
    public async Task Record_WhenDone_TiesTheProfessionalOnce()
    {
        await using var municipality = await MunicipalityHost.StartAsync();

        await municipality.RecordAsync(Request("Työhönvalmennus", "2023-09-01"));
        await municipality.RecordAsync(Request("Uravalmennus", "2023-09-15"));
        await municipality.RecordAsync(Request("Työpaja", "2023-09-20"), "p2");

        Assert.Equal(["p1", "p2"], (await municipality.RowsAsync<ClientTie>()).Select(tie => tie.PersonId).Order());
    }

    [Fact]
    public async Task Record_WhenDone_KeepsNoTextReadableInTheFile()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        await municipality.RecordAsync(Request("PlantedServiceName", "2023-09-01"));

        var kept = await municipality.TextAsync();

        Assert.Contains("employment_service_fact", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("PlantedServiceName", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Planted unit", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Onni, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_WhenSeveralThingsAreWrong_NamesAllAndWritesNothing()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        var request = Request("Työhönvalmennus", "2023-09-01", "2023-08-31");
        request.PersonalIdentityCode = "311279-8970";
        Assert.True(Identity.PersonalIdentityCode.Parse(request.PersonalIdentityCode).IsValid);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => municipality.RecordAsync(request));

        Assert.Equal(
            [("personal_identity_code", AcceptedCodes.NotArtificial), ("entry.ends_on", "BEFORE_START")],
            RefusalReader.ViolationsOf(refusal).Select(violation => (violation.Field, violation.Code)));
        Assert.Empty(await municipality.RowsAsync<EmploymentServiceFact>());
    }

    [Fact]
    public async Task Record_WhenContractAndAreaBothRefuse_NamesWhatEachFoundAtOnce()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        var request = Request("", "2023-09-01", "2023-08-31");

        var refusal = await Assert.ThrowsAsync<RpcException>(() => municipality.RecordAsync(request));

        Assert.Equal(
            [("entry.name", "REQUIRED"), ("entry.ends_on", "BEFORE_START")],
            RefusalReader.ViolationsOf(refusal).Select(violation => (violation.Field, violation.Code)));
    }

    [Fact]
    public async Task Record_WhenTheEntryIsMissing_IsABadRequestAndNoFault()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        var request = Request("Työhönvalmennus", "2023-09-01");
        request.Entry = null;

        var refusal = await Assert.ThrowsAsync<RpcException>(() => municipality.RecordAsync(request));

        Assert.Equal(["entry"], RefusalReader.ViolationsOf(refusal).Select(violation => violation.Field));
    }

    [Fact]
    public async Task Disclosure_WhenAsked_GivesWhatHadBegunOldestFirst()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        await municipality.RecordAsync(Request("Uravalmennus", "2023-09-15"));
        await municipality.RecordAsync(Request("Työhönvalmennus", "2023-03-01", "2023-08-31"));
        await municipality.RecordAsync(Request("Työpaja", "2023-11-01"));

        var entries = await municipality.EntriesAsync(Onni, Today);

        Assert.Equal(
            [("Työhönvalmennus", "Planted unit", "2023-03-01", "2023-08-31"), ("Uravalmennus", "Planted unit", "2023-09-15", "")],
            entries.Select(entry => (entry.Name, entry.Unit, entry.StartsOn, entry.EndsOn)));
    }

    [Fact]
    public async Task Facts_WhenSomebodyChangesOne_StayAsTheyWere()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        await municipality.RecordAsync(Request("Työhönvalmennus", "2023-09-01"));

        foreach (var sql in new[] { "UPDATE employment_service_fact SET starts_on = starts_on", "DELETE FROM employment_service_fact" })
        {
            await municipality.AppendOnlyAsync(sql);
        }
    }

    [Fact]
    public async Task Facts_WhenTheKeyIsRotatedAndOneOfTwoTextsIsDamaged_KeepThatOneAndEncryptTheOtherAnewOnce()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        await municipality.RecordAsync(Request("Työhönvalmennus", "2023-09-01"));
        await municipality.RecordAsync(Request("Uravalmennus", "2023-09-15"));
        var damaged = (await municipality.RowsAsync<EmploymentServiceFact>()).MaxBy(fact => fact.StartsOn)!;
        byte[] unit = [.. damaged.Unit[..^1], (byte)(damaged.Unit[^1] ^ 1)];
        await municipality.TamperAsync($"UPDATE employment_service_fact SET unit = @unit WHERE fact_id = '{damaged.FactId}'", ("@unit", unit));

        var first = await municipality.RotateKeysAsync();
        var second = await municipality.RotateKeysAsync();

        Assert.Equal(("k2", 1L), (first.Kid, first.Left));
        Assert.Equal(("k3", 1L), (second.Kid, second.Left));
        Assert.Equal(new DamagedValue("employment_service_fact", "unit", damaged.FactId), Assert.Single(second.Damaged));
        var kept = (await municipality.RowsAsync<EmploymentServiceFact>()).ToDictionary(fact => fact.StartsOn);
        Assert.Equal(unit, kept[damaged.StartsOn].Unit);
        Assert.Equal("k3"u8, kept[damaged.StartsOn].Name.AsSpan(2, 2));
        Assert.Equal("Työhönvalmennus", (await municipality.EntriesAsync(Onni, new DateOnly(2023, 9, 1)))[0].Name);
        await municipality.AppendOnlyAsync("UPDATE employment_service_fact SET unit = unit");
    }

    private static RecordEmploymentServiceRequest Request(string name, string startsOn, string endsOn = "") => new()
    {
        RequestId = Guid.CreateVersion7().ToString(),
        PersonalIdentityCode = Onni,
        Entry = new EmploymentServiceEntry { Name = name, Unit = "Planted unit", StartsOn = startsOn, EndsOn = endsOn },
    };
}
