using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Mesh.Hosting.Errors;

namespace Mesh.Hosting.Contracts;

/// <summary>Where a page of a list begins. Opaque on the wire, so that it may come to mean a key instead of a position.</summary>
/// <param name="Offset">Rows before the page.</param>
/// <param name="Size">Most rows of the page, 1 to 100; 50 unless asked.</param>
public sealed record PageToken(int Offset, int Size)
{
    private const int UsualSize = 50;

    /// <summary>Reads what a request asks for.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT when the token is none of ours.</exception>
    public static PageToken Read(string token, int size)
    {
        var offset = 0;
        if (token.Length > 0 && !TryOffset(token, out offset))
        {
            var violations = new Violations();
            violations.Add("page_token", "MALFORMED", "The token is not one that this list gave.");
            violations.ThrowIfAny();
        }

        return new PageToken(offset, size == 0 ? UsualSize : size);
    }

    /// <summary>The token of the next page, empty when this one was not full.</summary>
    public string Next(int rows) => rows < Size
        ? ""
        : Base64Url.EncodeToString(Encoding.ASCII.GetBytes((Offset + rows).ToString(CultureInfo.InvariantCulture)));

    private static bool TryOffset(string token, out int offset)
    {
        offset = 0;
        return Base64Url.IsValid(token)
            && int.TryParse(Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token)), NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
