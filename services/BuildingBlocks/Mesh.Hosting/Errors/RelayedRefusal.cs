using System.Text.RegularExpressions;
using Grpc.Core;

namespace Mesh.Hosting.Errors;

/// <summary>
/// A case owner's refusal as this participation's professional is told it: code and reason intact, the sentences this participation's
/// own. What the owner wrote is never passed on; of its metadata, numbers and codes are.
/// </summary>
public static partial class RelayedRefusal
{
    private static readonly (string Fi, string Sv, string En) AnyOther = (
        "Asian omistava organisaatio ei hyväksynyt toimintoa. Koodi kertoo syyn.",
        "Organisationen som äger ärendet godtog inte åtgärden. Koden anger skälet.",
        "The organisation that owns the case did not accept the act. The code tells why.");

    /// <summary>What to throw.</summary>
    /// <param name="answer">What the owner answered.</param>
    /// <param name="sentences">By reason, what to say instead of the general sentence.</param>
    public static Exception Of(RpcException answer, IReadOnlyDictionary<string, (string Fi, string Sv, string En)> sentences)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(sentences);

        // Whether an owner that failed has acted is not known, as when it did not answer: the same request id finds out.
        if (answer.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal
            or StatusCode.Unknown or StatusCode.Cancelled)
        {
            return Refusals.OwnerUnreachable.Raise();
        }

        var reason = RefusalReader.CodeOf(answer);
        if (reason is null || reason == Refusals.AccessDenied.Reason || answer.StatusCode == StatusCode.Unauthenticated)
        {
            // Nothing that the professional did or could mend: the two services do not understand each other.
            return new InvalidOperationException($"The owner did not take the act: {answer.StatusCode}.");
        }

        if (reason == Refusals.NoBasis.Reason)
        {
            return Refusals.NoBasis.Raise();
        }

        var (fi, sv, en) = sentences.TryGetValue(reason, out var known) ? known : AnyOther;
        return new RefusalReason(answer.StatusCode, reason, fi, sv, en).Raise(
        [
            .. RefusalReader.MetadataOf(answer)
                .Where(entry => Key().IsMatch(entry.Key) && RefusalReader.IsCode(entry.Value))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => (entry.Key, entry.Value)),
        ]);
    }

    [GeneratedRegex(@"\A[a-z_]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
