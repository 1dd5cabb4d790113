using Mesh.Hosting.Errors;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.TeOffice.Tests.MunicipalServices;

/// <summary>A look at the home municipality's services, by the client's consent there.</summary>
public sealed class MunicipalServicesTests
{
    [Fact]
    public async Task Fetch_WhenTheClientConsented_ShowsWhatTheMunicipalityGave()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var given = FakeDoors.Given(new DisclosedContent
        {
            EmploymentServices = new EmploymentServices { Entries = { new EmploymentServiceEntry { Name = "valmennus" } } },
        });
        office.Doors.Answer = _ => given;

        var fetched = await FetchAsync(office, aino);

        Assert.Equal((FactSource.Given, given.DisclosureId), (fetched.Source, fetched.DisclosureId));
        Assert.Equal("valmennus", Assert.Single(fetched.Services.Entries).Name);
        var (holder, request) = Assert.Single(office.Doors.Asked);
        Assert.Equal((Participants.Lappeenranta, Purpose.EmploymentSupport), (holder, request.Purpose));
        Assert.Equal([DataCategory.EmploymentServices], request.Categories);
    }

    [Fact]
    public async Task Fetch_WhenWithheldRevokedDamagedOrUnreachable_ConfusesNone()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        office.Doors.Withhold();
        Assert.Equal((FactSource.Withheld, "NO_BASIS"), Seen(await FetchAsync(office, aino)));
        office.Doors.Answer = _ => throw DisclosureRefused("CONSENT_REVOKED");
        Assert.Equal((FactSource.Withheld, "CONSENT_REVOKED"), Seen(await FetchAsync(office, aino)));
        var damaged = FakeDoors.Given(new DisclosedContent());
        damaged.ContentSha256 = Google.Protobuf.ByteString.CopyFrom(new byte[32]);
        office.Doors.Answer = _ => damaged;
        Assert.Equal((FactSource.Withheld, "CONTENT_DIGEST_MISMATCH"), Seen(await FetchAsync(office, aino)));
        office.Doors.BeUnreachable();
        Assert.Equal((FactSource.Unreachable, ""), Seen(await FetchAsync(office, aino)));
    }

    [Fact]
    public async Task Fetch_WhenNotTied_IsRefusedAndNobodyIsAsked()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var request = new FetchMunicipalServicesRequest { JobseekerId = aino.JobseekerId };

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Colleague, request)));
        Assert.Empty(office.Doors.Asked);
    }

    private static async Task<FetchMunicipalServicesResponse> FetchAsync(OfficeHost office, AinosCase aino) =>
        await office.Send(Callers.Expert, new FetchMunicipalServicesRequest { JobseekerId = aino.JobseekerId });

    private static (FactSource, string) Seen(FetchMunicipalServicesResponse response) => (response.Source, response.Reason);

    private static Exception DisclosureRefused(string reason) =>
        new RefusalReason(Grpc.Core.StatusCode.PermissionDenied, reason, "", "", "").Raise();
}
