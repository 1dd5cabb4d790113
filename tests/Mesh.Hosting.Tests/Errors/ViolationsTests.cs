using System.Globalization;
using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Hosting.Tests.Errors;

public class ViolationsTests
{
    [Fact]
    public void ThrowIfAny_WhenThereIsNone_DoesNothing() => new Violations().ThrowIfAny();

    [Fact]
    public void ThrowIfAny_WhenThereAreTwo_ListsBothInOrder()
    {
        var violations = new Violations();
        violations.Add("subject", "REQUIRED", "Must be given.");
        violations.Add("services[0].starts_on", "FORMAT_CIVIL_DATE", "Must be a date of the calendar, YYYY-MM-DD.");

        var exception = Assert.Throws<RpcException>(violations.ThrowIfAny);

        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
        Assert.Equal("INVALID_REQUEST", RefusalReader.ReasonOf(exception));
        Assert.Equal(violations.All, RefusalReader.ViolationsOf(exception));
        Assert.Equal("2", RefusalReader.MetadataOf(exception)["violations"]);
        Assert.DoesNotContain("listed", RefusalReader.MetadataOf(exception).Keys);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(2000)]
    public void Raise_WhenThereAreMany_FitsIntoMetadataAndTellsHowMany(int count)
    {
        var violations = new Violations();
        for (var i = 0; i < count; i++)
        {
            violations.Add($"payments.paid_days[{i}]", "FORMAT_CIVIL_DATE", "Must be a date of the calendar, YYYY-MM-DD.");
        }

        var exception = violations.Raise();

        var metadata = RefusalReader.MetadataOf(exception);
        var listed = RefusalReader.ViolationsOf(exception).Count;
        Assert.InRange(exception.Trailers.GetValueBytes("grpc-status-details-bin")!.Length, 1, Violations.MaxStatusBytes);
        Assert.Equal(count.ToString(CultureInfo.InvariantCulture), metadata["violations"]);
        Assert.InRange(listed, Math.Min(count, 40), count);
        Assert.Equal(listed < count, metadata.ContainsKey("listed"));
    }
}
