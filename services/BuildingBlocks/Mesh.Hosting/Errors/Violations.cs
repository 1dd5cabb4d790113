using System.Globalization;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Mesh.Hosting.Errors;

/// <summary>
/// Collects every violation of a request before it is refused, so that a caller mends it in one go.
/// Not for concurrent use: one request, one collection.
/// </summary>
public sealed class Violations
{
    /// <summary>
    /// Most bytes of the serialised status. It travels base64-coded in one trailer; 6 000 bytes become 8 000, and 8 KiB
    /// of metadata is what gRPC clients accept by default (Java, C core). A longer trailer would break the connection
    /// instead of telling anything, so the list is cut there and the metadata says how many violations there were.
    /// </summary>
    public const int MaxStatusBytes = 6000;

    // The list is embedded twice (detail, status): each length may grow by two bytes while it is filled.
    private const int LengthPrefixes = 8;

    private readonly List<Violation> _all = [];

    /// <summary>Whether there is any.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>All of them, in the order they were found.</summary>
    public IReadOnlyList<Violation> All => _all;

    /// <summary>Adds one.</summary>
    /// <param name="field">Path in the names of the .proto file, for example services[0].starts_on.</param>
    /// <param name="code">UPPER_SNAKE_CASE, for example REQUIRED.</param>
    /// <param name="description">What the field must satisfy, in English; never what was given.</param>
    public void Add(string field, string code, string description) => _all.Add(new(field, code, description));

    /// <summary>Refuses the request with INVALID_ARGUMENT INVALID_REQUEST when there is any violation.</summary>
    /// <exception cref="RpcException">There is a violation.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw Raise();
        }
    }

    /// <summary>The refusal. Metadata: violations (how many there were), and listed when the list had to be cut.</summary>
    public RpcException Raise()
    {
        var list = new BadRequest();
        var room = MaxStatusBytes - StatusOf(list, 0).CalculateSize() - LengthPrefixes;
        foreach (var violation in _all)
        {
            var entry = new BadRequest.Types.FieldViolation
            {
                Field = violation.Field,
                Reason = violation.Code,
                Description = violation.Description,
            };
            var size = entry.CalculateSize();
            room -= size + CodedOutputStream.ComputeLengthSize(size) + 1;
            if (room < 0)
            {
                break;
            }

            list.FieldViolations.Add(entry);
        }

        return StatusOf(list, list.FieldViolations.Count).ToRpcException();
    }

    private Google.Rpc.Status StatusOf(BadRequest list, int listed)
    {
        var metadata = new List<(string, string)> { ("violations", Text(_all.Count)) };
        if (listed < _all.Count)
        {
            metadata.Add(("listed", Text(listed)));
        }

        return Refusals.InvalidRequest.StatusOf(metadata, list);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
