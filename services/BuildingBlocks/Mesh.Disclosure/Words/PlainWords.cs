using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Mesh.Disclosure;

/// <summary>A sentence in the languages of the mesh.</summary>
/// <param name="Fi">suomi.</param>
/// <param name="Sv">svenska. From memory: a native speaker checks it before it is shown to users.</param>
/// <param name="En">English.</param>
public sealed record PlainWords(string Fi, string Sv, string En)
{
    /// <summary>This sentence and the next.</summary>
    public PlainWords Then(PlainWords next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new($"{Fi} {next.Fi}", $"{Sv} {next.Sv}", $"{En} {next.En}");
    }

    internal Dictionary<string, object> ToTree() => new() { ["en"] = En, ["fi"] = Fi, ["sv"] = Sv };
}

/// <summary>The sentences of this library by their keys, one file for each language.</summary>
public static class DisclosureTexts
{
    private static readonly FrozenDictionary<string, string> Finnish = Read<FinnishTexts>();
    private static readonly FrozenDictionary<string, string> Swedish = Read<SwedishTexts>();
    private static readonly FrozenDictionary<string, string> English = Read<EnglishTexts>();

    /// <summary>Each language's sentences, for whoever checks or translates them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> All { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>> { ["fi"] = Finnish, ["sv"] = Swedish, ["en"] = English };

    /// <summary>The sentence; null when there is none under that key.</summary>
    public static PlainWords? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Finnish.TryGetValue(key, out var fi) && Swedish.TryGetValue(key, out var sv) && English.TryGetValue(key, out var en)
            ? new PlainWords(fi, sv, en)
            : null;
    }

    /// <summary>The sentence.</summary>
    /// <exception cref="ArgumentException">There is none under that key.</exception>
    public static PlainWords Of(string key) => Find(key) ?? throw new ArgumentException($"There is no text {key}.", nameof(key));

    // What the file holds and nothing of the thread's language: whoever shows a sentence chooses.
    private static FrozenDictionary<string, string> Read<TFile>() => new ResourceManager(typeof(TFile))
        .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>()
        .ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
}

/// <summary>suomi.</summary>
internal sealed class FinnishTexts;

/// <summary>svenska.</summary>
internal sealed class SwedishTexts;

/// <summary>English.</summary>
internal sealed class EnglishTexts;
