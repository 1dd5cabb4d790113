using System.Globalization;
using Mesh.Identity;
using Mesh.Statutes;

namespace Mesh.Kela.BenefitRegister;

/// <summary>One message of payments as read. A date that is none is null, so that the others keep their places in the paths of violations.</summary>
/// <param name="Position">Number of the message among the payments, from 0.</param>
/// <param name="HomeMunicipality">Home municipality; null when malformed.</param>
/// <param name="ClientGroup">Client group; null when not stated.</param>
/// <param name="Benefit">The benefit.</param>
/// <param name="Paid">Paid days.</param>
/// <param name="Recovered">Recovered days.</param>
/// <param name="AllowanceMaximumReachedOn">Last day of the maximum period; null when not stated.</param>
internal sealed record BenefitPayments(
    int Position,
    string? HomeMunicipality,
    string? ClientGroup,
    Benefit Benefit,
    IReadOnlyList<DateOnly?> Paid,
    IReadOnlyList<DateOnly?> Recovered,
    DateOnly? AllowanceMaximumReachedOn)
{
    /// <summary>Path of a field of the message in violations.</summary>
    public string At(string field) => ImportPaths.Field(Position, field);

    /// <summary>Path of an element of a repeated field.</summary>
    public string At(string field, int element) => ImportPaths.Element(Position, field, element);
}

/// <summary>What a stream says about one client: one message, or two when there are days of both benefits.</summary>
/// <param name="Code">The client.</param>
/// <param name="Payments">The messages, each of another benefit.</param>
internal sealed record ClientImport(PersonalIdentityCode Code, List<BenefitPayments> Payments)
{
    /// <summary>Home municipality, in which the messages agree.</summary>
    public string HomeMunicipality => Payments[0].HomeMunicipality!;

    /// <summary>Client group, in which those messages agree that state one.</summary>
    public string? ClientGroup => Payments.Select(payments => payments.ClientGroup).FirstOrDefault(group => group is not null);

    /// <summary>Last day of the maximum period, in which those messages agree that state one.</summary>
    public DateOnly? AllowanceMaximumReachedOn =>
        Payments.Select(payments => payments.AllowanceMaximumReachedOn).FirstOrDefault(day => day is not null);

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(ClientImport);
}

/// <summary>Paths of violations: payments[3].paid_days[2], numbered from 0 without the header.</summary>
internal static class ImportPaths
{
    public const string Header = "header";

    public static string Message(int position) => string.Create(CultureInfo.InvariantCulture, $"payments[{position}]");

    public static string Field(int position, string field) => $"{Message(position)}.{field}";

    public static string Element(int position, string field, int element) =>
        string.Create(CultureInfo.InvariantCulture, $"payments[{position}].{field}[{element}]");
}
