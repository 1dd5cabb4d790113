using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Mesh.Messaging.Tests.Hosts;

namespace Mesh.Messaging.Tests.Envelope;

public sealed class NoticeEnvelopeTests
{
    private const string Valid = """
        {
          "specversion": "1.0",
          "id": "0197f6a2-7c11-7d3e-8a55-0123456789ab",
          "source": "urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY",
          "type": "fi.tyollisyys.mesh.notices.v1.PlanSigned",
          "time": "2023-11-13T08:00:00Z",
          "datacontenttype": "application/json",
          "recipient": "urn:mesh:org:3221308-6:role:SOCIAL_CARE",
          "flowid": "0197f6a2-7c11-7d3e-8a55-0123456789ac",
          "recordedat": "2026-03-02T14:00:00.123456789+02:00",
          "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "data": { "caseVersion": 3 }
        }
        """;

    [Fact]
    public void Parse_WhenValid_GivesEveryAttribute()
    {
        var envelope = Parse(Valid).Value;

        Assert.Equal(Guid.Parse("0197f6a2-7c11-7d3e-8a55-0123456789ab"), envelope.Id);
        Assert.Equal(Participants.TeOffice, envelope.Source);
        Assert.Equal(Participants.Region, envelope.Recipient);
        Assert.Equal("fi.tyollisyys.mesh.notices.v1.PlanSigned", envelope.Type);
        Assert.Equal(new DateTimeOffset(2023, 11, 13, 8, 0, 0, TimeSpan.Zero), envelope.Time);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567), envelope.RecordedAt);
        Assert.Equal(Guid.Parse("0197f6a2-7c11-7d3e-8a55-0123456789ac"), envelope.FlowId);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", envelope.Trace.TraceId.ToHexString());
        Assert.Equal("""{ "caseVersion": 3 }""", envelope.Data);
    }

    [Theory]
    [InlineData("specversion")]
    [InlineData("id")]
    [InlineData("source")]
    [InlineData("type")]
    [InlineData("time")]
    [InlineData("recipient")]
    [InlineData("flowid")]
    [InlineData("recordedat")]
    [InlineData("data")]
    public void Parse_WhenAttributeMissing_NamesIt(string attribute)
    {
        var result = Parse(Changed(attribute, null));

        Assert.Equal((NoticeEnvelopeFault.Missing, attribute), (result.Fault, result.Attribute));
    }

    [Theory]
    [InlineData("id", "\"not-a-uuid\"")]
    [InlineData("id", "\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("id", "7")]
    [InlineData("source", "\"urn:mesh:gateway\"")]
    [InlineData("source", "\"urn:mesh:org:2296962-2:role:LABOUR_AUTHORITY\"")]
    [InlineData("recipient", "\"3221308-6/SOCIAL_CARE\"")]
    [InlineData("type", "\"Plan signed by Aino\"")]
    [InlineData("time", "\"2023-11-13\"")]
    [InlineData("time", "\"2023-02-30T08:00:00Z\"")]
    [InlineData("time", "\"2023-11-13T08:00:00\"")]
    [InlineData("time", "\"2023-11-13 08:00:00Z\"")]
    [InlineData("recordedat", "1700000000")]
    [InlineData("flowid", "\"\"")]
    [InlineData("datacontenttype", "\"application/xml\"")]
    [InlineData("data", "\"e30=\"")]
    [InlineData("data", "[]")]
    public void Parse_WhenAttributeMalformed_NamesIt(string attribute, string value)
    {
        var result = Parse(Changed(attribute, value));

        Assert.Equal((NoticeEnvelopeFault.Malformed, attribute), (result.Fault, result.Attribute));
        Assert.Throws<InvalidOperationException>(() => result.Value);
    }

    [Fact]
    public void Parse_WhenTextIsHalfASurrogatePair_IsMalformed() =>
        Assert.Equal(NoticeEnvelopeFault.Malformed, Parse(Valid.Replace("0197f6a2-7c11-7d3e-8a55-0123456789ab", "\\ud800", StringComparison.Ordinal)).Fault);

    [Fact]
    public void Parse_WhenOtherSpecVersion_IsRefused() =>
        Assert.Equal(NoticeEnvelopeFault.SpecVersion, Parse(Changed("specversion", "\"0.3\"")).Fault);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":"a","id":"b"}""")]
    [InlineData("""{"\ud800":"a"}""")]
    public void Parse_WhenNoSingleObject_IsRefused(string json) => Assert.Equal(NoticeEnvelopeFault.NotAnObject, Parse(json).Fault);

    [Fact]
    public void Parse_WhenLargerThanTheLimit_IsRefusedUnread()
    {
        var json = Valid + new string(' ', NoticeEnvelope.MaxBytes);

        Assert.Equal(NoticeEnvelopeFault.TooLarge, Parse(json).Fault);
    }

    [Fact]
    public void Parse_WhenUnknownExtension_PassesItOverAndDoesNotKeepIt()
    {
        var envelope = Parse(Changed("partnerextension", "\"Aino Testilä\"")).Value;

        Assert.DoesNotContain("Aino", Encoding.UTF8.GetString(envelope.ToJson()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"garbage\"")]
    [InlineData("5")]
    public void Parse_WhenTraceCannotBeRead_StartsWithoutOne(string trace) => Assert.Null(Parse(Changed("traceparent", trace)).Value.TraceParent);

    [Fact]
    public void ToJson_WhenParsedAgain_IsTheSame() =>
        Gen.Select(Gen.Guid, Gen.Guid, Gen.DateTime, Gen.DateTime, Gen.Bool).Sample((id, flow, time, recorded, traced) =>
        {
            var envelope = Parse(Valid).Value with
            {
                Id = id == Guid.Empty ? flow : id,
                FlowId = flow == Guid.Empty ? id : flow,
                Time = new(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
                RecordedAt = new(DateTime.SpecifyKind(recorded, DateTimeKind.Utc)),
                TraceParent = traced ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null,
            };

            return NoticeEnvelope.Parse(envelope.ToJson()).Value == envelope;
        });

    [Fact]
    public void Parse_WhenAnyByteIsChanged_GivesAValueOrAReason()
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var changed = (byte[])bytes.Clone();
            changed[at] = value;
            var result = NoticeEnvelope.Parse(changed);
            return result.IsValid != (result.Fault != NoticeEnvelopeFault.None);
        });
    }

    private static NoticeEnvelopeParseResult Parse(string json) => NoticeEnvelope.Parse(Encoding.UTF8.GetBytes(json));

    private static string Changed(string attribute, string? value)
    {
        var json = JsonNode.Parse(Valid)!.AsObject();
        if (value is null)
        {
            json.Remove(attribute);
        }
        else
        {
            json[attribute] = JsonNode.Parse(value);
        }

        return json.ToJsonString();
    }
}
