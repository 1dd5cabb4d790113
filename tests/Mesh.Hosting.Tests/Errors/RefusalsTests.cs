using System.Reflection;
using System.Text.RegularExpressions;
using Google.Rpc;
using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Hosting.Tests.Errors;

public class RefusalsTests
{
    public static TheoryData<string> EveryReason() => [.. Reasons().Keys];

    [Theory]
    [MemberData(nameof(EveryReason))]
    public void Declare_WhenReasonIsStatic_SaysItInThreeLanguages(string name)
    {
        var reason = Reasons()[name];
        var sentences = new[] { reason.Fi, reason.Sv, reason.En };

        Assert.All(sentences, sentence => Assert.Matches(@"^[A-ZÅÄÖ].{8,}\.$", sentence));
        Assert.Equal(3, sentences.Distinct(StringComparer.Ordinal).Count());
        Assert.Matches(new Regex("^[A-Z][A-Z0-9_]{2,61}[A-Z0-9]$"), reason.Reason);
        Assert.NotEqual(StatusCode.OK, reason.Code);
    }

    [Fact]
    public void Declare_WhenAllAreTaken_EachReasonIsItsOwn()
    {
        var reasons = Reasons().Values.Select(reason => reason.Reason).ToList();

        Assert.True(reasons.Count >= 11);
        Assert.Equal(reasons.Count, reasons.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Raise_WhenReasonIsNoBasis_CarriesInfoAndThreeSentences()
    {
        var exception = Refusals.NoBasis.Raise(("flow_id", "01980000-0000-7000-8000-000000000001"));
        var status = exception.GetRpcStatus()!;

        Assert.Equal(StatusCode.PermissionDenied, exception.StatusCode);
        Assert.Equal(Refusals.NoBasis.En, exception.Status.Detail);
        var info = status.GetDetail<ErrorInfo>()!;
        Assert.Equal(("NO_BASIS", "mesh.tyollisyys.fi"), (info.Reason, info.Domain));
        Assert.Equal("01980000-0000-7000-8000-000000000001", info.Metadata["flow_id"]);
        Assert.Equal(
            ["fi", "sv", "en"],
            status.Details.Where(d => d.Is(LocalizedMessage.Descriptor)).Select(d => d.Unpack<LocalizedMessage>().Locale));
    }

    [Fact]
    public void Raise_WhenReasonIsTheSame_GivesTheSameBytes() =>
        Assert.Equal(TrailerOf(Refusals.NoBasis.Raise()), TrailerOf(Refusals.NoBasis.Raise()));

    [Fact]
    public void Raise_WhenMetadataHoldsAnIdentityCode_TakesItOut()
    {
        var exception = Refusals.Fault.Raise(("id", "131052-308T"));

        Assert.Equal("[identity-code]", RefusalReader.MetadataOf(exception)["id"]);
    }

    [Fact]
    public void Read_WhenRefusalIsOfTheMesh_GivesReason() =>
        Assert.Equal("REQUEST_ID_REUSED", RefusalReader.ReasonOf(Refusals.RequestIdReused.Raise()));

    [Fact]
    public void Read_WhenErrorHasNoDetails_GivesNothing()
    {
        var exception = new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "connection refused"));

        Assert.Null(RefusalReader.ReasonOf(exception));
        Assert.Empty(RefusalReader.MetadataOf(exception));
        Assert.Empty(RefusalReader.ViolationsOf(exception));
    }

    [Fact]
    public void Read_WhenTrailerIsDamaged_GivesNothing()
    {
        var trailers = new Metadata { { "grpc-status-details-bin", [0xff, 0x01, 0x80] } };
        var exception = new RpcException(new Grpc.Core.Status(StatusCode.Internal, ""), trailers);

        Assert.Null(RefusalReader.ReasonOf(exception));
    }

    [Fact]
    public void Read_WhenDomainIsAnothers_GivesNoReason()
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.PermissionDenied };
        status.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(new ErrorInfo { Reason = "NO_BASIS", Domain = "example.org" }));

        Assert.Null(RefusalReader.ReasonOf(status.ToRpcException()));
    }

    [Fact]
    public void Read_WhenADetailIsNoMessageOfItsType_GivesNothing()
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.InvalidArgument };
        foreach (var type in new[] { "google.rpc.ErrorInfo", "google.rpc.BadRequest" })
        {
            status.Details.Add(new Google.Protobuf.WellKnownTypes.Any
            {
                TypeUrl = $"type.googleapis.com/{type}",
                Value = Google.Protobuf.ByteString.CopyFrom(0xff, 0xff, 0xff),
            });
        }

        var exception = status.ToRpcException();

        Assert.Null(RefusalReader.ReasonOf(exception));
        Assert.Empty(RefusalReader.MetadataOf(exception));
        Assert.Empty(RefusalReader.ViolationsOf(exception));
    }

    [Theory]
    [InlineData("NO_BASIS", "NO_BASIS")]
    [InlineData("No basis", null)]
    [InlineData("NO_BASIS_FOR_010190", null)]
    [InlineData("", null)]
    public void Code_WhenAPeersReasonIsNoCode_IsNone(string reason, string? code)
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.PermissionDenied };
        status.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(new ErrorInfo { Reason = reason, Domain = RefusalReason.Domain }));

        Assert.Equal(code, RefusalReader.CodeOf(status.ToRpcException()));
    }

    private static byte[] TrailerOf(RpcException exception) => exception.Trailers.GetValueBytes("grpc-status-details-bin")!;

    private static Dictionary<string, RefusalReason> Reasons() => typeof(RefusalReason).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(RefusalReason))
        .ToDictionary(field => $"{field.DeclaringType!.Name}.{field.Name}", field => (RefusalReason)field.GetValue(null)!);
}
