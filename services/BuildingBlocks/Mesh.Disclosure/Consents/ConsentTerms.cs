using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What any consent must be, however it is given: to somebody else of the directory, for days of the calendar in order, each category once.</summary>
public sealed class ConsentTerms(DirectoryFile directory, Self self)
{
    /// <summary>Code of a recipient that the directory does not list.</summary>
    public const string UnknownParticipant = "UNKNOWN_PARTICIPANT";

    /// <summary>Code of a recipient that is the holder itself.</summary>
    public const string OwnParticipation = "OWN_PARTICIPATION";

    /// <summary>Code of a last day before the first.</summary>
    public const string BeforeStart = "BEFORE_START";

    /// <summary>Code of a purpose that is never one of asking from outside, so that there is nothing to consent to or refuse.</summary>
    public const string HoldersOwnPurpose = "HOLDERS_OWN_PURPOSE";

    /// <summary>Adds every violation. What the contract's own rules refuse is left to them.</summary>
    public void Check(AskedRecipient recipient, Purpose purpose, string validFrom, string validThrough, IReadOnlyList<DataCategory> categories, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(violations);
        recipient.Check(directory.Current, self, violations);
        CheckPurpose(purpose, "purpose", violations);
        var first = DayOf(validFrom, "valid_from", violations);
        var last = DayOf(validThrough, "valid_through", violations);
        if (first > last)
        {
            violations.Add("valid_through", BeforeStart, "Must not be before valid_from.");
        }

        Duplicates.Check(categories, "categories", violations);
    }

    /// <summary>Adds every violation of a refusal's scope.</summary>
    public void CheckScope(string recipient, IReadOnlyList<Purpose> purposes, IReadOnlyList<DataCategory> categories, Violations violations)
    {
        if (Participation.TryParse(recipient, out var named))
        {
            CheckParticipation(named, "recipient", directory.Current, self, violations);
        }

        Duplicates.Check(purposes, "purposes", violations);
        for (var i = 0; i < purposes.Count; i++)
        {
            CheckPurpose(purposes[i], $"purposes[{i}]", violations);
        }

        Duplicates.Check(categories, "categories", violations);
    }

    /// <summary>Adds the violation of naming nobody, or oneself.</summary>
    internal static void CheckParticipation(
        Participation recipient, string field, ParticipantDirectory directory, Self self, Violations violations)
    {
        if (recipient == self.Participation)
        {
            violations.Add(field, OwnParticipation, "Must be another participation than the holder.");
        }
        else if (directory.Find(recipient) is null)
        {
            violations.Add(field, UnknownParticipant, "Must be a participation of the directory.");
        }
    }

    private static void CheckPurpose(Purpose purpose, string field, Violations violations)
    {
        if (purpose == Purpose.OwnWork)
        {
            violations.Add(field, HoldersOwnPurpose, "Must be a purpose for which somebody else asks; the holder's own work is none.");
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
