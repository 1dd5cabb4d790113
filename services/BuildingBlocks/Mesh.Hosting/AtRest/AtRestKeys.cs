using System.Globalization;
using System.Security.Cryptography;

namespace Mesh.Hosting.AtRest;

/// <summary>
/// The keys of one participation's database: the current one writes, all of them read. A key stays as long as a row
/// written with it does; rotation adds a key and never takes one away.
/// </summary>
/// <remarks>
/// Stored as JSON, {"current":"k1","keys":[{"kid":"k1","aes":"…","hmac":"…"}]}, base64, readable by its owner only (0600).
/// </remarks>
public sealed class AtRestKeys
{
    private readonly Dictionary<string, AtRestKey> _byKid;

    /// <summary>A set of keys, as for tests or a key store of the platform.</summary>
    /// <exception cref="ArgumentException">Two keys have one id, or the current one is not among them.</exception>
    public AtRestKeys(string current, IEnumerable<AtRestKey> keys)
    {
        _byKid = keys.ToDictionary(key => key.Kid, StringComparer.Ordinal);
        Current = _byKid.GetValueOrDefault(current)
            ?? throw new ArgumentException("The current key is not among the keys.", nameof(current));
    }

    /// <summary>The key that writes.</summary>
    public AtRestKey Current { get; }

    /// <summary>All keys, the current one first.</summary>
    public IEnumerable<AtRestKey> All => _byKid.Values.Where(key => key != Current).Prepend(Current);

    /// <summary>The key; null when there is none with the id.</summary>
    public AtRestKey? Find(string kid) => _byKid.GetValueOrDefault(kid);

    /// <summary>Reads the file.</summary>
    /// <exception cref="KeyFileException">The file is missing, is not such a file, or others can read it.</exception>
    public static AtRestKeys Load(string path) =>
        KeyFile.Read(path, (Document document) => new AtRestKeys(document.Current, document.Keys.Select(KeyOf)));

    /// <summary>Makes a file with one new key. Never overwrites: a lost key is lost data.</summary>
    /// <exception cref="KeyFileException">There is a file already.</exception>
    public static AtRestKeys Create(string path)
    {
        var keys = new AtRestKeys("k1", [NewKey("k1")]);
        Write(path, keys, replace: false);
        return keys;
    }

    /// <summary>Adds a new key, makes it the current one and keeps the others. Running services see it at their next start.</summary>
    public static AtRestKeys Rotate(string path)
    {
        var before = Load(path);
        var number = before._byKid.Count + 1;
        while (before.Find(KidOf(number)) is not null)
        {
            number++;
        }

        var after = new AtRestKeys(KidOf(number), before.All.Append(NewKey(KidOf(number))));
        Write(path, after, replace: true);
        return after;
    }

    private static string KidOf(int number) => string.Create(CultureInfo.InvariantCulture, $"k{number}");

    private static AtRestKey NewKey(string kid) =>
        new(kid, RandomNumberGenerator.GetBytes(AtRestKey.KeyBytes), RandomNumberGenerator.GetBytes(AtRestKey.KeyBytes));

    private static void Write(string path, AtRestKeys keys, bool replace) => KeyFile.Write(
        path, new Document(keys.Current.Kid, [.. keys.All.Select(key => new Row(key.Kid, key.Aes, key.Hmac))]), replace);

    private static AtRestKey KeyOf(Row? row) =>
        row is null ? throw new ArgumentException("A key is missing.", nameof(row)) : new(row.Kid, row.Aes, row.Hmac);

    private sealed record Document(string Current, IReadOnlyList<Row?> Keys);

    private sealed record Row(string Kid, byte[] Aes, byte[] Hmac);
}
