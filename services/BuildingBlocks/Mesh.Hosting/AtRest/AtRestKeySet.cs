using System.Globalization;
using System.Security.Cryptography;

namespace Mesh.Hosting.AtRest;

/// <summary>The keys of one participation's database as its file has them; never changed, only followed by another set.</summary>
/// <remarks>
/// Stored as JSON, {"current":"k1","keys":[{"kid":"k1","aes":"…","hmac":"…","replacedAt":null}],"retired":[]}, base64, readable by its owner only
/// (0600). The ids of retired keys stay, so that an older file is told from a newer one and no id is given twice.
/// </remarks>
internal sealed class AtRestKeySet
{
    private readonly Dictionary<string, AtRestKey> _byKid;

    public AtRestKeySet(string current, IEnumerable<AtRestKey> keys, IEnumerable<string> retired)
    {
        _byKid = keys.ToDictionary(key => key.Kid, StringComparer.Ordinal);
        Retired = [.. retired];
        Current = _byKid.GetValueOrDefault(current)
            ?? throw new ArgumentException("The current key is not among the keys.", nameof(current));
        if (Current.ReplacedAt is not null || Retired.Any(_byKid.ContainsKey))
        {
            throw new ArgumentException("The current key has been replaced, or a retired one is here.", nameof(keys));
        }
    }

    public AtRestKey Current { get; }

    /// <summary>The key that is known here so that it can be read, and is to write once every replica knows it; null between rotations.</summary>
    public AtRestKey? Next => _byKid.Values.FirstOrDefault(key => key != Current && key.ReplacedAt is null);

    /// <summary>All keys, the current one first.</summary>
    public IEnumerable<AtRestKey> All => _byKid.Values.Where(key => key != Current).Prepend(Current);

    public IReadOnlyList<string> Retired { get; }

    public AtRestKey? Find(string kid) => _byKid.GetValueOrDefault(kid);

    /// <summary>With one new key, which reads and does not write yet.</summary>
    public AtRestKeySet WithNext()
    {
        var number = _byKid.Count + Retired.Count + 1;
        while (_byKid.ContainsKey(KidOf(number)) || Retired.Contains(KidOf(number), StringComparer.Ordinal))
        {
            number++;
        }

        return new AtRestKeySet(Current.Kid, All.Append(New(KidOf(number))), Retired);
    }

    /// <summary>With the waiting key in the current one's place.</summary>
    public AtRestKeySet WithNextCurrent(DateTimeOffset now)
    {
        var next = Next ?? throw new InvalidOperationException("No key waits to be the current one.");
        return new AtRestKeySet(
            next.Kid,
            All.Select(key => key == Current ? new AtRestKey(key.Kid, key.Aes, key.Hmac, now) : key),
            Retired);
    }

    /// <summary>Without a key that nothing needs any more.</summary>
    public AtRestKeySet Without(string kid) => new(Current.Kid, All.Where(key => key.Kid != kid), Retired.Append(kid));

    /// <summary>Whether nothing is lost and nothing goes back by going on from another set to this one.</summary>
    public bool Follows(AtRestKeySet before) =>
        before.All.All(key => Retired.Contains(key.Kid, StringComparer.Ordinal)
            || (Find(key.Kid) is { } kept && kept.Name == key.Name && (key.ReplacedAt is null || key.ReplacedAt == kept.ReplacedAt)))
        && before.Retired.All(kid => Retired.Contains(kid, StringComparer.Ordinal));

    public static AtRestKey New(string kid) =>
        new(kid, RandomNumberGenerator.GetBytes(AtRestKey.KeyBytes), RandomNumberGenerator.GetBytes(AtRestKey.KeyBytes));

    /// <summary>Reads a file.</summary>
    /// <exception cref="KeyFileException">The file is missing, is not such a file, or others can read it.</exception>
    public static AtRestKeySet Read(string path) => KeyFile.Read(
        path, (Document document) => new AtRestKeySet(document.Current, document.Keys.Select(KeyOf), document.Retired ?? []));

    /// <summary>Writes a file whole, or not at all.</summary>
    /// <exception cref="KeyFileException">There is a file already, and it is not to be replaced.</exception>
    public void Write(string path, bool replace) => KeyFile.Write(
        path,
        new Document(Current.Kid, [.. All.Select(key => new Row(key.Kid, key.Aes, key.Hmac, key.ReplacedAt))], Retired),
        replace);

    private static string KidOf(int number) => string.Create(CultureInfo.InvariantCulture, $"k{number}");

    private static AtRestKey KeyOf(Row? row) =>
        row is null ? throw new ArgumentException("A key is missing.", nameof(row)) : new(row.Kid, row.Aes, row.Hmac, row.ReplacedAt);

    private sealed record Document(string Current, IReadOnlyList<Row?> Keys, IReadOnlyList<string>? Retired = null);

    private sealed record Row(string Kid, byte[] Aes, byte[] Hmac, DateTimeOffset? ReplacedAt = null);
}
