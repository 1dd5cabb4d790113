using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>Reads a consent to register: what the descriptors demand, and what only this area knows.</summary>
public sealed class ConsentRequests(DirectoryFile directory, Self self, AcceptedCodes codes) : IRequestCheck<RegisterConsentRequest>
{
    /// <summary>Code of a recipient that the directory does not list.</summary>
    public const string UnknownParticipant = "UNKNOWN_PARTICIPANT";

    /// <summary>Code of a recipient that is the holder itself.</summary>
    public const string OwnParticipation = "OWN_PARTICIPATION";

    /// <summary>Code of a last day before the first.</summary>
    public const string BeforeStart = "BEFORE_START";

    /// <summary>The person, and the form without the person's id.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public (PersonalIdentityCode Code, Func<Guid, ConsentForm> Form) Read(RegisterConsentRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        _ = Participation.TryParse(request.Recipient, out var recipient);
        return (PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value, subjectId => new ConsentForm(
            subjectId,
            recipient,
            request.Purpose,
            [.. request.Categories],
            WireDate.Read(request.ValidFrom),
            WireDate.Read(request.ValidThrough),
            request.Language,
            request.TextVersion,
            request.FormSha256.ToByteArray()));
    }

    /// <inheritdoc/>
    public void Check(RegisterConsentRequest request, Violations violations)
    {
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
        CheckRecipient(request, violations);
        var first = DayOf(request.ValidFrom, "valid_from", violations);
        var last = DayOf(request.ValidThrough, "valid_through", violations);
        if (first > last)
        {
            violations.Add("valid_through", BeforeStart, "Must not be before valid_from.");
        }

        Duplicates.Check(request.Categories, "categories", violations);
    }

    private void CheckRecipient(RegisterConsentRequest request, Violations violations)
    {
        if (Participation.TryParse(request.Recipient, out var recipient))
        {
            if (recipient == self.Participation)
            {
                violations.Add("recipient", OwnParticipation, "Must be another participation than the holder.");
            }
            else if (directory.Current.Find(recipient) is null)
            {
                violations.Add("recipient", UnknownParticipant, "Must be a participation of the directory.");
            }
        }
    }

    private static DateOnly? DayOf(string text, string field, Violations violations)
    {
        if (!WireDate.TryRead(text, out var day))
        {
            return null;
        }

        if (day < ConsentValidity.Earliest || day > ConsentValidity.Latest)
        {
            violations.Add(field, ViolationCodes.OutOfRange, "Must be a day of the years 2000 to 2199.");
        }

        return day;
    }
}
