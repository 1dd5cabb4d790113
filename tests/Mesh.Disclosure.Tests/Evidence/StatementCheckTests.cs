using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

public sealed class StatementCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("statements-").FullName;
    private readonly DirectoryFile _directory;
    private readonly StatementCheck _sut;

    public StatementCheckTests()
    {
        _directory = TestDirectory.In(_folder);
        _sut = new StatementCheck(new StatementKeys(_directory), new Self(People.Municipality), new FakeTimeProvider(Now));
    }

    public void Dispose()
    {
        _directory.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Read_WhenTheRequesterSignedIt_GivesTheSending()
    {
        var request = Sign(TestHolder.Request(People.Aino));

        var (statement, codes) = Read(request);

        Assert.Empty(codes);
        Assert.Equal((request.Statement, Now), (statement!.Text, statement.SignedAt));
        Assert.DoesNotContain(People.AinoText, statement.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void Read_WhenSignedAtAnotherTime_HoldsFiveMinutes(int seconds, bool expected) =>
        AssertCodes(Sign(TestHolder.Request(People.Aino), now: Now.AddSeconds(seconds)), expected ? [] : ["OUTSIDE_WINDOW"]);

    [Fact]
    public void Read_WhenMadeForAnotherHolder_IsRefused() =>
        AssertCodes(Sign(TestHolder.Request(People.Aino), holder: People.Kela), "OTHER_PARTY");

    // Another participation's statement, sent on by somebody who saw it.
    [Fact]
    public void Read_WhenAnotherRequesterMadeIt_IsRefused() =>
        AssertCodes(Sign(TestHolder.Request(People.Aino), requester: People.OtherRegion), "OTHER_PARTY", "SIGNATURE");

    [Fact]
    public void Read_WhenSignedWithAnothersKey_IsRefused() => AssertCodes(
        RequestStatement.Sign(TestHolder.Request(People.Aino), People.Region, People.Municipality, TestSigners.Of(People.OtherRegion), Now), "SIGNATURE");

    [Fact]
    public void Read_WhenTheRequestWasChangedAfterwards_IsRefused()
    {
        var request = Sign(TestHolder.Request(People.Aino));
        request.Categories.Add(DataCategory.BenefitDays);

        AssertCodes(request, "DIFFERS");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("eyJcdWQ4MDAiOjF9.e30.AA")]
    public void Read_WhenItIsNoStatement_IsRefused(string text)
    {
        var request = TestHolder.Request(People.Aino);
        request.Statement = text;

        AssertCodes(request, "NO_STATEMENT");
    }

    // A receipt is signed by the same key; its type keeps it from passing as a request.
    [Fact]
    public void Read_WhenItIsAStatementOfAnotherKind_IsRefused()
    {
        var request = TestHolder.Request(People.Aino);
        request.Statement = Statements.Sign(TestSigners.Of(People.Region), Receipt.Type, claims => claims.WriteString("iss", People.Region.Urn));

        AssertCodes(request, "NO_STATEMENT");
    }

    private static DiscloseRequest Sign(DiscloseRequest request, Participation? requester = null, Participation? holder = null, DateTimeOffset? now = null) =>
        TestSigners.Sign(request, requester ?? People.Region, holder ?? People.Municipality, now ?? Now);

    private void AssertCodes(DiscloseRequest request, params string[] codes) => Assert.Equal(codes, Read(request).Codes);

    private (RequestStatement? Statement, IEnumerable<string> Codes) Read(DiscloseRequest request)
    {
        var violations = new Violations();
        var statement = _sut.Read(request, People.Region, violations);
        return (statement, violations.All.Select(violation => violation.Code));
    }
}
