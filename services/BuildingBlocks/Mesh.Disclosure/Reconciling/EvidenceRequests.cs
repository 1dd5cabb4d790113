using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>What the descriptors cannot say of requests about the books: a period that is one, and is not too long; a counterpart that there is.</summary>
internal sealed class EvidenceRequests(DirectoryFile directory, Self self) : IRequestCheck<ListExchangesRequest>, IRequestCheck<ReconcileRequest>
{
    /// <summary>Code of a period that ends before it begins.</summary>
    public const string NotAfterSince = "NOT_AFTER_SINCE";

    private const int MostDays = 31;

    // Whoever compares a period fetches a little more than it.
    private const int MostDaysListed = MostDays + 1;

    public void Check(ListExchangesRequest request, Violations violations) =>
        CheckPeriod(request.Since, request.Until, MostDaysListed, "Must be at most 32 days after since.", violations);

    public void Check(ReconcileRequest request, Violations violations)
    {
        CheckPeriod(request.Since, request.Until, MostDays, "Must be at most 31 days after since.", violations);
        if (Participation.TryParse(request.Counterpart, out var counterpart)
            && (counterpart == self.Participation || directory.Current.Find(counterpart) is null))
        {
            violations.Add("counterpart", ConsentTerms.UnknownParticipant, "Must be another participation of the directory.");
        }
    }

    // Seconds, not dates: a time that is outside the range of dates is the descriptors' to refuse.
    private static void CheckPeriod(Timestamp? since, Timestamp? until, int mostDays, string tooLong, Violations violations)
    {
        if (since is null || until is null)
        {
            return;
        }

        if (until <= since)
        {
            violations.Add("until", NotAfterSince, "Must be after since.");
        }
        else if (until.Seconds - since.Seconds > TimeSpan.FromDays(mostDays).TotalSeconds)
        {
            violations.Add("until", ViolationCodes.OutOfRange, tooLong);
        }
    }
}
