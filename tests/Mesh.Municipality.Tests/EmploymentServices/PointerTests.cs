using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.Municipality.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Tests.EmploymentServices;

/// <summary>F18: that the municipality gives a service, where and from when to when.</summary>
public sealed class PointerTests
{
    private const string Onni = "311279-941D";

    [Fact]
    public async Task Services_WhenRecorded_AreToldOnceTheyHaveBegun()
    {
        await using var municipality = await MunicipalityHost.StartAsync();
        await municipality.RecordAsync(new RecordEmploymentServiceRequest
        {
            RequestId = Guid.CreateVersion7().ToString(),
            PersonalIdentityCode = Onni,
            Entry = new EmploymentServiceEntry { Name = "Työhönvalmennus", Unit = "Työpaja", StartsOn = "2023-09-18", EndsOn = "2023-12-15" },
        });

        Assert.Equal(
            new ServicePointer
            {
                Organisation = MunicipalityHost.Self.ToString(),
                Unit = "Työpaja",
                Service = "Työhönvalmennus",
                StartsOn = "2023-09-18",
                EndsOn = "2023-12-15",
            },
            Assert.Single((await ToldAsync(municipality, new DateOnly(2023, 9, 18))).ServicePointers.Pointers));
        Assert.Null((await ToldAsync(municipality, new DateOnly(2023, 9, 17))).ServicePointers);
    }

    private static Task<DisclosedContent> ToldAsync(MunicipalityHost municipality, DateOnly asOf) => municipality.InAsync(async scope =>
    {
        var cancellation = TestContext.Current.CancellationToken;
        var subject = await scope.GetRequiredService<Subjects>().FindAsync(PersonalIdentityCode.Parse(Onni).Value, cancellation);
        var content = new DisclosedContent();
        await scope.GetServices<IDisclosureSource>().Single(source => source.Category == DataCategory.ServicePointers)
            .ContributeAsync(content, new SourceRequest(subject!.Value, null, asOf, MunicipalityHost.Region, Purpose.ClientSummary), cancellation);
        return content;
    });
}
