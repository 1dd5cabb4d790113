using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.TeOffice.Jobseekers;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.WorkAbility.V1;

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

    // The authority stays the same, the region does not: nothing about the client goes to the old one any more.
    [Fact]
    public async Task RegisterJobseeker_WhenTheClientHasMoved_AsksAndInvitesWhoIsResponsibleNow()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var moved = AinosCase.Registration();
        moved.HomeMunicipality = "092";
        await office.Send(Callers.Expert, moved);
        moved.RequestId = AinosCase.Id();
        await office.Send(Callers.Expert, moved);
        var opened = await aino.RecordNeedAsync((await aino.EvaluateAsync()).EvaluationId);

        office.Doors.Withhold();
        await office.Send(Callers.Expert, new FetchWorkAbilityRequest { JobseekerId = aino.JobseekerId });
        await office.Send(Callers.Expert, new InviteRegionRequest
        {
            RequestId = AinosCase.Id(),
            CaseId = opened.CaseId,
            ExpectedVersion = opened.CaseVersion,
            ProposedTime = office.Now.AddDays(7).ToTimestamp(),
        });

        Assert.Equal("3221347-3/SOCIAL_CARE", office.Doors.Asked[^1].Holder.ToString());
        Assert.Equal("3221347-3/SOCIAL_CARE", (await office.OutboxAsync())[^1].Recipient.ToString());
        Assert.Equal(["092", "405"], (await office.RowsAsync<JobseekerResidence>()).Select(row => row.HomeMunicipality).Order(StringComparer.Ordinal));
    }
}
