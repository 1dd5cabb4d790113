using Mesh.Identity;

namespace Mesh.ClientNotices.Tests.Hosts;

/// <summary>Artificial people, and the sender.</summary>
internal static class People
{
    public const string AinoText = "140501A902D";
    public static readonly PersonalIdentityCode Aino = PersonalIdentityCode.Parse(AinoText).Value;
    public static readonly PersonalIdentityCode Eetu = PersonalIdentityCode.Parse("030988-917F").Value;
    public static readonly PersonalIdentityCode Nobody = PersonalIdentityCode.Parse("010190-900P").Value;
    public static readonly Participation Office = Participation.TryParse("2296962-1/LABOUR_AUTHORITY", out var office) ? office : default;
}
