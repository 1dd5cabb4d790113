using Mesh.Messaging.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Envelope;

public sealed class NoticeTypesTests
{
    private const string PlanSignedType = "fi.tyollisyys.mesh.notices.v1.PlanSigned";

    [Fact]
    public void Of_WhenNotice_IsItsFullNameBelowFi() => Assert.Equal(PlanSignedType, NoticeTypes.Of(PlanSigned.Descriptor));

    [Fact]
    public void Of_WhenOtherMessage_Throws() =>
        Assert.Throws<ArgumentException>(() => NoticeTypes.Of(Google.Protobuf.WellKnownTypes.Empty.Descriptor));

    [Fact]
    public void All_WhenListed_HasEveryMessageOfTheContracts() =>
        Assert.Equal(NoticesReflection.Descriptor.MessageTypes.Count, NoticeTypes.All.Count());

    [Fact]
    public void ShortName_WhenTypeIsUnknown_DoesNotRepeatWhatOthersMadeUp() =>
        Assert.Equal("Unknown notice", NoticeTypes.ShortName("fi.example.AinoTestila"));

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"caseVersion":3,"fieldOfTheNextVersion":"x"}""", true)]
    [InlineData("""{"caseVersion":"three"}""", false)]
    [InlineData("""{"signerRole":"SIGNER_ROLE_OF_THE_NEXT_VERSION"}""", true)]
    [InlineData("""{"signerRole":{}}""", false)]
    [InlineData("{", false)]
    public void TryRead_WhenPayloadIsGiven_ReadsWhatTheTypeAllows(string data, bool expected) =>
        Assert.Equal(expected, NoticeTypes.TryRead(PlanSignedType, data, out _));

    [Fact]
    public void TryRead_WhenWrittenByTheMapping_GivesTheSameMessage()
    {
        var notice = Town.Signed();

        Assert.True(NoticeTypes.TryRead(PlanSignedType, Google.Protobuf.JsonFormatter.Default.Format(notice), out var read));
        Assert.Equal(notice, read);
    }
}
