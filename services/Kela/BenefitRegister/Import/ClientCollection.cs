using System.Globalization;
using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Benefit = Mesh.Statutes.Benefit;
using WireBenefit = Tyollisyys.Mesh.Protos.Kela.V1.Benefit;

namespace Mesh.Kela.BenefitRegister;

/// <summary>Gathers the messages of a stream by client, and finds what is wrong with a message's days and with two messages about one client.</summary>
/// <param name="codes">Which identity codes are accepted here.</param>
/// <param name="today">The day it is in the mesh's time.</param>
internal sealed class ClientCollection(AcceptedCodes codes, DateOnly today)
{
    private readonly Dictionary<PersonalIdentityCode, ClientImport> _byCode = [];
    private readonly List<ClientImport> _clients = [];

    /// <summary>The clients in the order of the stream. Those whose code or benefit cannot be read are not among them.</summary>
    public IReadOnlyList<ClientImport> All => _clients;

    /// <summary>Takes a message; its form has been checked already.</summary>
    public void Add(ClientPayments message, int position, Violations into)
    {
        var paid = Dates(message.PaidDays);
        var recovered = Dates(message.RecoveredDays);
        var maximum = Date(message.AllowanceMaximumReachedOn);
        var code = codes.Read(message.PersonalIdentityCode, ImportPaths.Field(position, "personal_identity_code"), into);
        CheckDays(paid, "paid_days");
        CheckDays(recovered, "recovered_days");
        Check(maximum, ImportPaths.Field(position, "allowance_maximum_reached_on"));
        if (code is null || BenefitOf(message.Benefit) is not { } benefit)
        {
            return;
        }

        Join(
            code,
            new BenefitPayments(
                position,
                message.HomeMunicipality.Length == 0 ? null : message.HomeMunicipality,
                message.ClientGroup.Length == 0 ? null : message.ClientGroup,
                benefit,
                paid,
                recovered,
                maximum),
            into);

        void CheckDays(DateOnly?[] days, string field)
        {
            for (var i = 0; i < days.Length; i++)
            {
                Check(days[i], ImportPaths.Element(position, field, i));
            }
        }

        void Check(DateOnly? day, string path)
        {
            if (day > today)
            {
                into.Add(path, ImportViolationCodes.InFuture, "Must not be after today.");
            }
            else if (day < code?.BirthDate)
            {
                into.Add(path, ImportViolationCodes.BeforeBirth, "Must not be before the client's date of birth.");
            }
        }
    }

    private void Join(PersonalIdentityCode code, BenefitPayments payments, Violations into)
    {
        if (!_byCode.TryGetValue(code, out var client))
        {
            client = new ClientImport(code, [payments]);
            _byCode.Add(code, client);
            _clients.Add(client);
            return;
        }

        if (client.Payments.Any(other => other.Benefit == payments.Benefit))
        {
            into.Add(payments.At("personal_identity_code"), ImportViolationCodes.ClientTwice, "The client must be named once for each benefit.");
        }

        Agree("home_municipality", other => other.HomeMunicipality);
        Agree("client_group", other => other.ClientGroup);
        Agree("allowance_maximum_reached_on", other => other.AllowanceMaximumReachedOn);
        client.Payments.Add(payments);

        void Agree(string field, Func<BenefitPayments, object?> value)
        {
            if (value(payments) is { } stated && client.Payments.Any(other => value(other) is { } earlier && !earlier.Equals(stated)))
            {
                into.Add(payments.At(field), ImportViolationCodes.ClientFactsDiffer, "Must be as in the client's earlier message.");
            }
        }
    }

    private static DateOnly?[] Dates(IReadOnlyList<string> texts) => [.. texts.Select(Date)];

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Benefit? BenefitOf(WireBenefit benefit) => benefit switch
    {
        WireBenefit.LabourMarketSubsidy => Benefit.LabourMarketSubsidy,
        WireBenefit.UnemploymentDailyAllowance => Benefit.UnemploymentDailyAllowance,
        _ => null,
    };
}
