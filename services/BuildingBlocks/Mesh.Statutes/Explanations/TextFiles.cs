using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Mesh.Statutes;

/// <summary>The sentences of a language, from the resource file that bears the class's name (<c>FinnishTexts.resx</c> and so on).</summary>
internal static class TextFiles
{
    // What the file holds and nothing of the thread's language: the library itself chooses none.
    public static FrozenDictionary<string, string> Read<TFile>() => new ResourceManager(typeof(TFile))
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
