using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Storage;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Hosting.Tests.Storage;

public sealed class IdsAndStatesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0190a000-0000-7000-8000-000000000001")]
    [InlineData("2024-01-15")]
    [InlineData("PRICE_ABOVE_ZERO")]
    [InlineData("2296962-1/LABOUR_AUTHORITY")]
    public void Require_WhenATextIsAnIdACodeOrADate_LetsItThrough(string text)
    {
        IdsAndStates.Require(new RecordEmploymentPlanResponse { FactId = text });
        IdsAndStates.Require(new Placement { State = PlacementState.Agreed, PlacementVersion = 3, ReviewReasons = { text, text } });
    }

    [Theory]
    [InlineData("Virta")]
    [InlineData("tuki")]
    [InlineData("TUKI OY")]
    [InlineData("ÄÄNEKOSKI")]
    [InlineData("KOODI\n")]
    [InlineData("0190a000-0000-7000-8000-000000000001 Virta")]
    public void Require_WhenATextHoldsWords_RefusesItWhereverItStandsAndDoesNotRepeatIt(string text)
    {
        IMessage[] messages =
        [
            new RecordEmploymentPlanResponse { FactId = text },
            new ReadMyMessageResponse { Message = new ClientMessage { Text = new() { Fi = text } } },
            new Placement { ReviewReasons = { "PRICE_ABOVE_ZERO", text } },
            new PlanContent { ClientGoals = { text } },
            new Struct { Fields = { [text] = Value.ForBool(true) } },
        ];

        Assert.All(messages, message => Assert.DoesNotContain(
            text, Assert.Throws<InvalidOperationException>(() => IdsAndStates.Require(message)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Require_WhenBytesAreLongerThanADigest_RefusesThem()
    {
        IdsAndStates.Require(new DraftPlanResponse { ContentSha256 = ByteString.CopyFrom(new byte[32]) });

        Assert.Throws<InvalidOperationException>(
            () => IdsAndStates.Require(new DraftPlanResponse { ContentSha256 = ByteString.CopyFrom(new byte[33]) }));
    }
}
