using System.Numerics;

namespace Mesh.Statutes;

/// <summary>
/// A set of days (or of months, by their numbers), one bit a day, with the number of days before each word beside it: how many lie in a
/// window is two looks, however long the history is, and a history of years fits into a few hundred bytes.
/// </summary>
internal sealed class DaySet
{
    private const int BitsOfWord = 64;

    private readonly int _origin;
    private readonly ulong[] _words;
    private readonly int[] _before;

    private DaySet(int origin, ulong[] words)
    {
        _origin = origin;
        _words = words;
        _before = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            _before[i] = Count;
            Count += BitOperations.PopCount(words[i]);
        }
    }

    /// <summary>No day.</summary>
    internal static DaySet None { get; } = new(0, []);

    /// <summary>How many days there are.</summary>
    internal int Count { get; }

    /// <summary>The first day; null when there is none.</summary>
    internal int? First
    {
        get
        {
            var i = Array.FindIndex(_words, word => word != 0);
            return i < 0 ? null : _origin + (i * BitsOfWord) + BitOperations.TrailingZeroCount(_words[i]);
        }
    }

    /// <summary>Day numbers, ascending.</summary>
    internal int[] Numbers()
    {
        var numbers = new int[Count];
        var found = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            for (var word = _words[i]; word != 0; word &= word - 1)
            {
                numbers[found++] = _origin + (i * BitsOfWord) + BitOperations.TrailingZeroCount(word);
            }
        }

        return numbers;
    }

    /// <summary>How many days there are up to and including a day.</summary>
    internal int CountThrough(int dayNumber)
    {
        var bit = dayNumber - _origin;
        if (bit < 0)
        {
            return 0;
        }

        var (word, rest) = Math.DivRem(bit, BitsOfWord);
        return word >= _words.Length ? Count : _before[word] + BitOperations.PopCount(_words[word] & Through(rest));
    }

    /// <summary>True when a day is in it.</summary>
    internal bool Contains(int dayNumber)
    {
        var bit = (uint)(dayNumber - _origin);
        return bit / BitsOfWord < (uint)_words.Length && ((_words[bit / BitsOfWord] >> (int)(bit % BitsOfWord)) & 1) != 0;
    }

    /// <summary>The last day up to and including a day; null when there is none.</summary>
    internal int? LastThrough(int dayNumber)
    {
        for (var bit = Math.Min(dayNumber - _origin, (_words.Length * BitsOfWord) - 1); bit >= 0;)
        {
            var (word, rest) = Math.DivRem(bit, BitsOfWord);
            var found = _words[word] & Through(rest);
            if (found != 0)
            {
                return _origin + (word * BitsOfWord) + BitOperations.Log2(found);
            }

            bit = (word * BitsOfWord) - 1;
        }

        return null;
    }

    // The bits up to and including one.
    private static ulong Through(int bit) => ulong.MaxValue >> (BitsOfWord - 1 - bit);

    /// <summary>Takes days in any order.</summary>
    /// <param name="first">The earliest that may come.</param>
    /// <param name="last">The latest.</param>
    internal sealed class Builder(int first, int last)
    {
        private readonly ulong[] _words = new ulong[((last - first) / BitsOfWord) + 1];
        private bool _any;

        /// <summary>Adds a day; false when it is there already.</summary>
        internal bool Add(int dayNumber)
        {
            var bit = (uint)(dayNumber - first);
            ref var word = ref _words[bit / BitsOfWord];
            var before = word;
            word |= 1UL << (int)(bit % BitsOfWord);
            _any = true;
            return word != before;
        }

        /// <summary>True when a day is in both. Both must have been made for the same days.</summary>
        internal bool Overlaps(Builder other) => _any && other._any && _words.Zip(other._words).Any(pair => (pair.First & pair.Second) != 0);

        internal DaySet Build() => _any ? new(first, _words) : None;
    }
}
