using Mesh.Identity;

namespace Mesh.Disclosure.Tests;

/// <summary>Participations of the committed directory and artificial people.</summary>
public static class People
{
    public static readonly Participation Kela = Of("0246246-0/SOCIAL_INSURANCE");
    public static readonly Participation TeOffice = Of("2296962-1/LABOUR_AUTHORITY");
    public static readonly Participation Pilot = Of("0124610-9/LABOUR_AUTHORITY");
    public static readonly Participation Region = Of("3221308-6/SOCIAL_CARE");
    public static readonly Participation OtherRegion = Of("3221347-3/SOCIAL_CARE");
    public static readonly Participation Municipality = Of("0162193-3/MUNICIPALITY");

    public const string AinoText = "140501A902D";
    public const string EetuText = "030988-917F";
    public static readonly PersonalIdentityCode Aino = PersonalIdentityCode.Parse(AinoText).Value;
    public static readonly PersonalIdentityCode Eetu = PersonalIdentityCode.Parse(EetuText).Value;

    /// <summary>As many artificial people as a test needs.</summary>
    public static IEnumerable<PersonalIdentityCode> Many()
    {
        const string checks = "0123456789ABCDEFHJKLMNPRSTUVWXY";
        for (var day = new DateOnly(1950, 1, 1); day.Year < 2000; day = day.AddDays(1))
        {
            for (var number = 900; number <= 999; number++)
            {
                var digits = $"{day:ddMMyy}";
                var check = checks[(int)(long.Parse(digits + number, null) % 31)];
                yield return PersonalIdentityCode.Parse($"{digits}-{number}{check}").Value;
            }
        }
    }

    private static Participation Of(string text) =>
        Participation.TryParse(text, out var participation) ? participation : throw new FormatException();
}
