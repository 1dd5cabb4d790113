using Grpc.Core;
using Mesh.TeOffice.Jobseekers;
using Mesh.TeOffice.Tests.Hosts;

namespace Mesh.TeOffice.Tests.Jobseekers;

public sealed class ResponsibleAuthorityTests
{
    [Theory]
    [InlineData("405", "GENERAL", "31.12.2024", true)]
    [InlineData("405", "GENERAL", "1.1.2025", false)]
    [InlineData("092", "GENERAL", "30.12.2024", true)]
    [InlineData("092", "PILOT", "30.12.2024", false)]
    [InlineData("091", "GENERAL", "30.12.2024", false)]
    public async Task RegisterJobseeker_WhenAuthorityIsAskedOfTheDirectory_TakesOnlyItsOwnClients(
        string municipality, string group, string today, bool isOurs)
    {
        await using var office = await OfficeHost.StartAsync(today);
        var request = AinosCase.Registration();
        request.HomeMunicipality = municipality;
        request.ClientGroup = group;

        var registering = office.Send(Callers.Expert, request);

        if (isOurs)
        {
            await registering;
            Assert.Single(await office.RowsAsync<Jobseeker>());
        }
        else
        {
            Assert.Equal((StatusCode.FailedPrecondition, "NOT_OUR_CLIENT"), await Refused.ReasonAsync(registering));
            Assert.Empty(await office.RowsAsync<Jobseeker>());
        }
    }
}
