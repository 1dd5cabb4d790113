using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>Regions' cases beside labour authorities' plans: South Karelia is served here, the other region is down.</summary>
public sealed class MyCasesTests
{
    [Fact]
    public async Task Cases_WhenARegionHasSome_StandBesideThePlansAndTheRegionThatIsDownIsNamed()
    {
        await using var town = new ClientTown { Also = [Participants.SouthKarelia] };
        await town.InitializeAsync();
        town.Cases.Answer = _ => Task.FromResult<IEnumerable<PlanCase>>(
        [
            new PlanCase { CaseId = "drafted", NextSteps = { new NextStep { Code = "DRAFT", Who = SignerRole.LabourAuthority } } },
            new PlanCase { CaseId = "unsigned", NextSteps = { new NextStep { Code = "SIGN", Who = SignerRole.Client } } },
        ]);
        town.Cases.Care = new ListMyCareCasesResponse
        {
            AssistanceCases =
            {
                new MyAssistanceCase
                {
                    CaseId = "assistance",
                    Kind = CaseKind.ProlongedAssistance,
                    NextSteps = { new NextStep { Code = "TAKE_CASE", Who = SignerRole.SocialCare, DueOn = "2023-12-07" } },
                },
            },
            Placements =
            {
                new MyPlacement { PlacementId = "placement", State = PlacementState.PlaceRequested, NextSteps = { new NextStep { Code = "CONFIRM_PLACE" } } },
            },
        };

        var answer = await town.MyData.ListMyCasesAsync(new(), await town.AsAsync("eetu"));

        var (office, region) = (Participants.TeOffice.ToString(), Participants.SouthKarelia.ToString());
        Assert.Equal(
            [
                (office, CaseKind.ActivationPlan, "unsigned", "SIGN"),
                (office, CaseKind.ActivationPlan, "drafted", "DRAFT"),
                (region, CaseKind.ProlongedAssistance, "assistance", "TAKE_CASE"),
                (region, CaseKind.RehabilitativeWork, "placement", "CONFIRM_PLACE"),
            ],
            answer.Cases.Select(mine => (
                mine.Participant,
                mine.Details.Kind,
                mine.PlanCase?.CaseId ?? mine.Details.AssistanceCase?.CaseId ?? mine.Details.Placement.PlacementId,
                Assert.Single(mine.NextSteps).Code)));
        Assert.Equal(
            [(region, true, ""), ("3221347-3/SOCIAL_CARE", false, "UNAVAILABLE")],
            answer.Participants.Where(part => part.Participant.EndsWith("/SOCIAL_CARE", StringComparison.Ordinal))
                .Select(part => (part.Participant, part.Reached, part.Reason)).OrderByDescending(part => part.Reached));
    }
}
