using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.OpenApi;

/// <summary>The written forms of rules.proto as JSON schema says them. Patterns are for a reader and a generator; the service checks more.</summary>
internal static class TextForms
{
    /// <summary>The format keyword; null when there is none for it.</summary>
    public static string? JsonFormat(Format format) => format switch
    {
        Format.Uuid => "uuid",
        Format.CivilDate => "date",
        _ => null,
    };

    /// <summary>The pattern; null when format says it or any text will do.</summary>
    public static string? Pattern(Format format) => format switch
    {
        Format.PersonalIdentityCode => "^[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]$",
        Format.Participation => "^[0-9]{7}-[0-9]/[A-Z_]+$",
        Format.MunicipalityCode => "^[0-9]{3}$",
        Format.Code => "^[A-Z0-9_]{1,64}$",
        _ => null,
    };

    /// <summary>An example; people in it are artificial.</summary>
    public static string? Example(Format format) => format switch
    {
        Format.Uuid => "0190f3a2-7c1e-7d3a-9b2f-5e6a7b8c9d0e",
        Format.CivilDate => "2024-01-15",
        Format.PersonalIdentityCode => "140501A902D",
        Format.Participation => "2296962-1/LABOUR_AUTHORITY",
        Format.MunicipalityCode => "405",
        Format.Code => "CONTINUES",
        Format.Sha256 => "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        _ => null,
    };
}
