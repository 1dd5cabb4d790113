using System.Security.Cryptography;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// The definitions of RFC 6962 section 2.1 word for word, over the leaves and with nothing of the code under test. D[begin:end] is written
/// (begin, end); a hash once made is kept, since the definitions ask for the same ones again and again.
/// </summary>
internal sealed class NaiveTree(byte[][] d)
{
    private readonly Dictionary<(int, int), byte[]> _made = [];

    public byte[] Mth(int begin, int end)
    {
        if (!_made.TryGetValue((begin, end), out var hash))
        {
            hash = (end - begin) switch
            {
                0 => SHA256.HashData([]),
                1 => SHA256.HashData([0, .. d[begin]]),
                var n => SHA256.HashData([1, .. Mth(begin, begin + K(n)), .. Mth(begin + K(n), end)]),
            };
            _made.Add((begin, end), hash);
        }

        return hash;
    }

    public List<byte[]> Path(int m, int begin, int end)
    {
        if (end - begin == 1)
        {
            return [];
        }

        var k = K(end - begin);
        return m < k
            ? [.. Path(m, begin, begin + k), Mth(begin + k, end)]
            : [.. Path(m - k, begin + k, end), Mth(begin, begin + k)];
    }

    public List<byte[]> Proof(int m, int n) => SubProof(m, 0, n, true);

    private List<byte[]> SubProof(int m, int begin, int end, bool b)
    {
        if (m == end - begin)
        {
            return b ? [] : [Mth(begin, end)];
        }

        var k = K(end - begin);
        return m <= k
            ? [.. SubProof(m, begin, begin + k, b), Mth(begin + k, end)]
            : [.. SubProof(m - k, begin + k, end, false), Mth(begin, begin + k)];
    }

    private static int K(int n)
    {
        var k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
