using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>What a recording must satisfy beyond its contract, as far as the request, the clock and the directory alone tell.</summary>
public sealed class AssistanceRequests(AcceptedCodes codes, MeshClock clock) : IRequestCheck<RecordAssistanceMonthsRequest>
{
    /// <summary>
    /// Months after the running one that may be granted already. Assistance is decided for some months at a time; what lies further
    /// ahead is a sender's mistake, and would keep the client watched for years.
    /// </summary>
    public const int MonthsAhead = 12;

    /// <inheritdoc />
    public void Check(RecordAssistanceMonthsRequest request, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(request);
        var named = new HashSet<PersonalIdentityCode>();
        foreach (var (position, client) in request.Clients.Index())
        {
            var path = AssistancePaths.Field(position, "personal_identity_code");
            var code = codes.Read(client.PersonalIdentityCode, path, violations);
            if (code is not null && !named.Add(code))
            {
                violations.Add(path, AssistanceViolationCodes.ClientTwice, "The client must be named once.");
            }

            CheckMonths(client, position, code?.BirthDate, violations);
        }
    }

    private void CheckMonths(ClientAssistanceMonths client, int position, DateOnly? birthDate, Violations violations)
    {
        var granted = new HashSet<DateOnly>();
        foreach (var (item, given) in client.Granted.Index())
        {
            var path = AssistancePaths.Granted(position, item);
            if (Month(given.Month, path, birthDate, violations) is { } month && !granted.Add(month))
            {
                violations.Add(path, AssistanceViolationCodes.GrantedTwice, "The month must be granted once.");
            }
        }

        var withdrawn = new HashSet<DateOnly>();
        foreach (var (item, text) in client.Withdrawn.Index())
        {
            var path = AssistancePaths.Withdrawn(position, item);
            if (Month(text, path, birthDate, violations) is not { } month)
            {
                continue;
            }

            if (!withdrawn.Add(month))
            {
                violations.Add(path, AssistanceViolationCodes.WithdrawnTwice, "The month must be withdrawn once.");
            }

            if (granted.Contains(month))
            {
                violations.Add(path, AssistanceViolationCodes.GrantedAndWithdrawn, "A month must not be granted and withdrawn in one request.");
            }
        }
    }

    private DateOnly? Month(string text, string path, DateOnly? birthDate, Violations violations)
    {
        // That nothing was given, the contract's own rules say.
        if (text.Length == 0)
        {
            return null;
        }

        if (WireMonth.Read(text) is not { } month)
        {
            violations.Add(path, AssistanceViolationCodes.NoMonth, "Must be a calendar month, YYYY-MM.");
            return null;
        }

        if (birthDate is { } birth && month < CivilTime.FirstDayOfMonth(birth))
        {
            violations.Add(path, AssistanceViolationCodes.BeforeBirth, "Must not be a month that ended before the client was born.");
        }
        else if (month > CivilTime.AddMonths(CivilTime.FirstDayOfMonth(clock.Today), MonthsAhead))
        {
            violations.Add(path, AssistanceViolationCodes.TooFarAhead, "Must not be a month that far ahead.");
        }

        return month;
    }
}
