using System.Globalization;
using System.Text;
using Google.Rpc;
using Grpc.Core;

namespace Tyollisyys.Mesh.Client;

/// <summary>A field of a request that broke its contract.</summary>
/// <param name="Field">Path as the contract names it, for example <c>categories[0]</c>.</param>
/// <param name="Code">For a program, for example REQUIRED.</param>
/// <param name="Description">For a person, in English; never quotes what was sent.</param>
public sealed record MeshViolation(string Field, string Code, string Description);

/// <summary>Why the mesh refused a call.</summary>
/// <param name="Code">Canonical code.</param>
/// <param name="Reason">The reason; <see cref="MeshReason.Unknown"/> for one that this version does not know.</param>
/// <param name="ReasonText">The reason as sent, for example NO_BASIS.</param>
/// <param name="Texts">The reason for people, by language: fi, sv, en.</param>
/// <param name="Violations">Every violation, when the request broke its contract.</param>
/// <param name="Metadata">Values that belong to the reason, for example current_version.</param>
/// <param name="RetryAfter">How long to wait before another try; null when nothing is said.</param>
public sealed record MeshRefusal(
    StatusCode Code,
    MeshReason Reason,
    string ReasonText,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<MeshViolation> Violations,
    IReadOnlyDictionary<string, string> Metadata,
    TimeSpan? RetryAfter)
{
    private const string Domain = "mesh.tyollisyys.fi";

    /// <summary>Reads a failed call; null when it was not the mesh that refused (a connection, a proxy), so that only the status says why.</summary>
    public static MeshRefusal? Of(RpcException failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        // A proxy may write anything there; what cannot be read is no refusal of the mesh's.
        var status = failed.Trailers.GetRpcStatus(ignoreParseError: true);
        if (status?.GetDetail<ErrorInfo>() is not { Domain: Domain } info)
        {
            return null;
        }

        return new MeshRefusal(
            failed.StatusCode,
            ReasonOf(info.Reason),
            info.Reason,
            status.Details.Where(detail => detail.Is(LocalizedMessage.Descriptor)).Select(detail => detail.Unpack<LocalizedMessage>())
                .ToDictionary(text => text.Locale, text => text.Message, StringComparer.Ordinal),
            status.GetDetail<BadRequest>()?.FieldViolations
                .Select(violation => new MeshViolation(violation.Field, violation.Reason, violation.Description)).ToList() ?? [],
            info.Metadata.ToDictionary(StringComparer.Ordinal),
            status.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan());
    }

    private static MeshReason ReasonOf(string text)
    {
        var name = new StringBuilder();
        foreach (var word in text.Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(word[0]).Append(word[1..].ToLower(CultureInfo.InvariantCulture));
        }

        // Names only: Enum.TryParse reads numbers too.
        return name.Length > 0 && char.IsLetter(name[0]) && Enum.TryParse<MeshReason>(name.ToString(), out var reason) ? reason : MeshReason.Unknown;
    }
}
