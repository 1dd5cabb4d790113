using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Mesh.Messaging.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Envelope;

public sealed class NoticeContentTests
{
    [Fact]
    public void Faults_WhenIdsAndCodesOnly_AreNone() => Assert.Empty(NoticeContent.Faults(Town.Signed()));

    [Fact]
    public void Faults_WhenAnyNoticeOfTheContracts_AreNone() =>
        Assert.All(NoticesReflection.Descriptor.MessageTypes, message =>
            Assert.Empty(NoticeContent.Faults(message.Parser.ParseFrom(ByteString.Empty))));

    [Theory]
    [InlineData("140501A902D")]
    [InlineData("140501-902D")]
    [InlineData("X140501A902D")]
    [InlineData("A140501A902D")]
    [InlineData("140501")]
    [InlineData("Aino")]
    [InlineData("a client called")]
    public void Faults_WhenCodeHoldsAnythingElse_NameTheFieldAndNotTheValue(string planted)
    {
        var faults = NoticeContent.Faults(new BenefitDayThresholdReached { ThresholdCode = planted });

        Assert.Equal(["threshold_code"], faults);
    }

    [Theory]
    [InlineData("2296962-1/4711")]
    [InlineData("140501A902D")]
    [InlineData("{0197f6a2-7c11-7d3e-8a55-0123456789ab}")]
    public void Faults_WhenIdIsNoUuid_NameTheField(string planted) =>
        Assert.Equal(["case_id"], NoticeContent.Faults(new PlanActivated { CaseId = planted, CaseVersion = 1, PlanVersion = 1 }));

    // Messages that are no notices stand for a contract that somebody adds without thinking of this rule.
    [Fact]
    public void Faults_WhenFieldIsFreeText_NameItEvenWhileItIsEmpty() => Assert.Contains("message", NoticeContent.Faults(new Google.Rpc.Status()));

    [Fact]
    public void Faults_WhenFreeTextIsNested_NameItsPath() =>
        Assert.Contains("field_violations.description", NoticeContent.Faults(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation() } }));

    [Fact]
    public void Faults_WhenFieldIsMapBytesOrFraction_NameIt()
    {
        Assert.Contains("fields", NoticeContent.Faults(new Struct()));
        Assert.Contains("value", NoticeContent.Faults(new BytesValue()));
        Assert.Contains("value", NoticeContent.Faults(new DoubleValue()));
    }

    [Fact]
    public void CaseIdOf_WhenNoticeIsAboutNoCase_IsNull()
    {
        Assert.Null(NoticeContent.CaseIdOf(new BenefitDayThresholdReached()));
        Assert.Null(NoticeContent.CaseIdOf(new PlanSigned()));
        Assert.NotNull(NoticeContent.CaseIdOf(Town.Signed()));
    }
}
