using CsCheck;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Whatever is missing from one of two books is found, and nothing else.</summary>
public sealed class BookComparisonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly Period Judged = new(Noon, Noon.AddHours(1));

    // Minutes from the period's first instant, how far the holder's clock is from the requester's, and who has lost the row.
    private static readonly Gen<(int Minute, int Apart, bool IsAskedLost, bool IsAnsweredLost)[]> Exchanges =
        Gen.Select(Gen.Int[-10, 70], Gen.Int[-5, 5], Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(true))), Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(true)))).Array[0, 30];

    [Fact]
    public void Compare_WhenRowsAreLostOnEitherSide_FindsExactlyThoseThatTheOtherSideHasWithinThePeriod() => Exchanges.Sample(all =>
    {
        var rows = all.Select((one, at) => (one.IsAskedLost, one.IsAnsweredLost, Asked: Row(at, one.Minute, "NO_BASIS"), Answered: Row(at, one.Minute + one.Apart, ""))).ToList();
        var comparison = new BookComparison(People.Region, People.Municipality, People.Municipality, Judged, _ => null).Compare(
            [.. rows.Where(row => !row.IsAskedLost).Select(row => row.Asked)], [.. rows.Where(row => !row.IsAnsweredLost).Select(row => row.Answered)]);

        var expected = rows
            .Where(row => row.IsAskedLost != row.IsAnsweredLost)
            .Select(row => (Left: row.IsAskedLost ? row.Answered : row.Asked, Code: row.IsAskedLost ? FindingCode.ReceivedNotSent : FindingCode.SentNotReceived))
            .Where(row => Judged.Has(row.Left.AnsweredAt.ToDateTimeOffset()))
            .Select(row => (row.Left.StatementId, row.Code));
        Assert.Equal(expected, comparison.Findings.Select(finding => (finding.StatementId, finding.Code)));
        Assert.All(comparison.Findings, finding => Assert.Equal(ExchangeDocument.Statement, finding.Document));
    });

    private static Exchange Row(int at, int minute, string outcome) => new()
    {
        StatementId = $"018bc8d2-0000-7000-8000-{at:d12}",
        StatementSha256 = ByteString.CopyFrom(new byte[32]),
        Outcome = outcome,
        AnsweredAt = Noon.AddMinutes(minute).ToTimestamp(),
    };
}
