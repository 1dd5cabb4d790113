using Mesh.Hosting.Signing;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.Hosting.Tests.Signing;

public sealed class StatementKeysTests : IDisposable
{
    private static readonly DateOnly First = new(2023, 1, 1);

    private readonly Installation _installation = new();
    private readonly DirectoryFile _directory;
    private readonly StatementKeys _sut;

    public StatementKeysTests()
    {
        using var key = _installation.Authority.DirectoryKey();
        _directory = DirectoryFile.Open(_installation.DirectoryPath, key.Key, TimeProvider.System);
        _installation.Follow(_directory);
        _sut = new StatementKeys(_directory);
    }

    public void Dispose()
    {
        _directory.Dispose();
        _installation.Dispose();
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Verify_WhenSignedOnADay_HoldsFromTheKeysFirstDay(int days, bool expected) =>
        Assert.Equal(expected, Verify(Participants.Kela, Participants.Kela, "content", First.AddDays(days)));

    [Fact]
    public void Verify_WhenAnotherParticipationSigned_DoesNotHold() =>
        Assert.False(Verify(Participants.Kela, Participants.SouthKarelia, "content", First));

    [Fact]
    public void Verify_WhenTheContentIsAnother_DoesNotHold() =>
        Assert.False(Verify(Participants.Kela, Participants.Kela, "other", First));

    [Fact]
    public void Verify_WhenTheSignatureIsNone_DoesNotHold() =>
        Assert.False(_sut.Verify(Participants.Kela, _installation.Signing(Participants.Kela).Kid, First, "content"u8, [1, 2, 3]));

    private bool Verify(Participation said, Participation signed, string content, DateOnly on)
    {
        var keys = _installation.Signing(signed);
        return _sut.Verify(said, keys.Kid, on, System.Text.Encoding.UTF8.GetBytes(content), keys.Sign("content"u8));
    }
}
