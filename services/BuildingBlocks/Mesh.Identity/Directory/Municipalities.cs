using System.Collections.Frozen;
using System.Text.Json;

namespace Mesh.Identity;

/// <summary>
/// The municipality codes a directory may name (municipalities.json). A small table on purpose: a code that no participant
/// serves is a typing error, so a new participant adds its municipalities here.
/// </summary>
public static class Municipalities
{
    private static readonly FrozenDictionary<string, Municipality> ByCode = Load();

    /// <summary>The municipality of a three-digit code, or null.</summary>
    public static Municipality? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>All of the table, by code.</summary>
    public static IEnumerable<Municipality> All => ByCode.Values.OrderBy(m => m.Code, StringComparer.Ordinal);

    private static FrozenDictionary<string, Municipality> Load()
    {
        using var table = typeof(Municipalities).Assembly.GetManifestResourceStream("Mesh.Identity.municipalities.json")!;
        return JsonSerializer.Deserialize<Municipality[]>(table, JsonSerializerOptions.Web)!
            .ToFrozenDictionary(m => m.Code, StringComparer.Ordinal);
    }
}
