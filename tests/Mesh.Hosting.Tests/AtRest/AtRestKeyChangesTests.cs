using CsCheck;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Health;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Hosting.Tests.AtRest;

/// <summary>Keys that change while a service runs.</summary>
public sealed class AtRestKeyChangesTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-keys-");
    private readonly List<KeyFileException> _refused = [];
    private int _changed;

    private string FilePath => Path.Combine(_folder.FullName, "keys.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Reload_WhenAKeyWasAdded_ReadsWithItAndWritesWithTheFormer()
    {
        using var sut = CreateSut();

        Write(sut.Set.WithNext());

        Assert.Null(sut.Reload());
        Assert.Equal("k1", sut.Current.Kid);
        Assert.Equal(["k1", "k2"], sut.All.Select(key => key.Kid));
        Assert.Equal("x"u8, new FieldCipher(sut).Reveal(ByNext("x"), "t", "c", Guid.Empty));
        Assert.Equal(2, new BlindIndex(sut).Candidates("a", "p").Count);
        Assert.Equal((1, 0), (_changed, _refused.Count));
    }

    [Fact]
    public void Reload_WhenTheAddedKeyIsCurrent_WritesWithItAndReadsWhatTheFormerWrote()
    {
        using var sut = CreateSut();
        var stored = new FieldCipher(sut).Protect("x"u8, "t", "c", Guid.Empty);

        Write(sut.Set.WithNext().WithNextCurrent(Day));

        Assert.Null(sut.Reload());
        Assert.Equal("k2", sut.Current.Kid);
        Assert.Equal("x"u8, new FieldCipher(sut).Reveal(stored, "t", "c", Guid.Empty));
    }

    [Fact]
    public void Reload_WhenNothingChanged_TellsNothing()
    {
        using var sut = CreateSut();
        Write(sut.Set);

        Assert.Null(sut.Reload());
        Assert.Equal((0, 0), (_changed, _refused.Count));
    }

    [Fact]
    public void Reload_WhenTheFileIsOlder_KeepsTheKeys()
    {
        using var sut = CreateSut();
        var older = sut.Set;
        Write(older.WithNext());
        sut.Reload();

        Write(older);

        AssertRefused(sut, "k1", "k2");
    }

    [Fact]
    public void Reload_WhenAReplacedKeyWouldWriteAgain_KeepsTheKeys()
    {
        using var sut = CreateSut();
        var older = sut.Set.WithNext();
        Write(older.WithNextCurrent(Day));
        sut.Reload();

        Write(older);

        AssertRefused(sut, "k2", "k1");
    }

    [Fact]
    public void Reload_WhenARetiredKeyWouldComeBack_KeepsTheKeys()
    {
        using var sut = CreateSut();
        var older = sut.Set.WithNext().WithNextCurrent(Day);
        Write(older.Without("k1"));
        sut.Reload();

        Write(older);

        AssertRefused(sut, "k2");
    }

    [Fact]
    public void Reload_WhenAKeyHasOtherBytesUnderItsId_KeepsTheKeys()
    {
        using var sut = CreateSut();
        var before = sut.Current.Name;

        Write(new AtRestKeySet("k1", [AtRestKeySet.New("k1")], []));

        AssertRefused(sut, "k1");
        Assert.Equal(before, sut.Current.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task Reload_WhenThereIsNoFileOfKeys_KeepsTheKeysAndGoesOnLater(string? content)
    {
        using var sut = CreateSut();
        File.Delete(FilePath);
        if (content is not null)
        {
            File.WriteAllText(FilePath, content);
        }

        AssertRefused(sut, "k1");
        Assert.Equal(new Promise("keys-at-rest-followed", false, "a changed file is not taken into use; k1 writes"), await PromiseAsync(sut));
        Write(sut.Set.WithNext());
        Assert.Null(sut.Reload());
        Assert.Equal(new Promise("keys-at-rest-followed", true, "k1 writes"), await PromiseAsync(sut));
        Assert.Equal(["k1", "k2"], sut.All.Select(key => key.Kid));
    }

    [Fact]
    public void Reveal_WhenAnotherHostWritesWithAKeyThatIsOnlyInTheFileYet_ReadsTheFile()
    {
        using var sut = CreateSut();
        Write(sut.Set.WithNext());

        Assert.Equal("x"u8, new FieldCipher(sut).Reveal(ByNext("x"), "t", "c", Guid.Empty));
        Assert.Equal(1, _changed);
    }

    [Fact]
    public void Reveal_WhenTheKeyIsNowhere_Throws()
    {
        using var sut = CreateSut();
        var foreign = new FieldCipher(new AtRestKeys("k9", [AtRestKeySet.New("k9")])).Protect("x"u8, "t", "c", Guid.Empty);

        Assert.Throws<AtRestTamperedException>(() => new FieldCipher(sut).Reveal(foreign, "t", "c", Guid.Empty));
    }

    [Fact]
    public async Task Watching_WhenTheFileIsReplaced_TakesItOnceSettled()
    {
        AtRestKeys.Create(FilePath);
        using var sut = AtRestKeys.Open(FilePath, TimeProvider.System);
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sut.Changed += (_, _) => changed.TrySetResult();

        Write(sut.Set.WithNext());

        await changed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(["k1", "k2"], sut.All.Select(key => key.Kid));
    }

    [Fact]
    public void Follow_WhenAFileIsChangedInAnyWay_IsFromEarlierToLaterOnly() => Gen.Int[0, 2].List[1, 12].Sample(steps =>
    {
        var sets = new List<AtRestKeySet> { new("k1", [AtRestKeySet.New("k1")], []) };
        foreach (var step in steps)
        {
            var last = sets[^1];
            var replaced = last.All.FirstOrDefault(key => key.ReplacedAt is not null);
            sets.Add((step, last.Next, replaced) switch
            {
                (0, null, _) => last.WithNext(),
                (1, not null, _) => last.WithNextCurrent(Day),
                (2, _, not null) => last.Without(replaced.Kid),
                _ => last,
            });
        }

        return sets.SelectMany((earlier, from) => sets.Skip(from).Select(later => (earlier, later)))
            .All(pair => pair.later.Follows(pair.earlier) && (ReferenceEquals(pair.earlier, pair.later) || !pair.earlier.Follows(pair.later)))
            && sets.All(set => set.All.Select(key => key.Kid).Concat(set.Retired).Distinct(StringComparer.Ordinal).Count() == set.All.Count() + set.Retired.Count);
    });

    private AtRestKeys CreateSut()
    {
        AtRestKeys.Create(FilePath);
        var sut = AtRestKeys.Open(FilePath, new FakeTimeProvider());
        sut.Changed += (_, _) => _changed++;
        sut.Refused += (_, refusal) => _refused.Add(refusal);
        return sut;
    }

    // What a host writes that has taken the waiting key into use already.
    private byte[] ByNext(string text) => new FieldCipher(new AtRestKeys("k2", AtRestKeySet.Read(FilePath).All))
        .Protect(System.Text.Encoding.ASCII.GetBytes(text), "t", "c", Guid.Empty);

    private static Task<Promise> PromiseAsync(AtRestKeys keys) => new AtRestKeysPromise(keys).CheckAsync(TestContext.Current.CancellationToken);

    private void AssertRefused(AtRestKeys sut, params string[] kids)
    {
        _changed = 0;
        var refusal = sut.Reload();

        Assert.NotNull(refusal);
        Assert.Same(refusal, Assert.Single(_refused));
        Assert.Equal(kids, sut.All.Select(key => key.Kid));
        Assert.Equal(0, _changed);
    }

    private void Write(AtRestKeySet set) => set.Write(FilePath, replace: File.Exists(FilePath));
}
