using System.Collections.Concurrent;

namespace Mesh.Messaging;

/// <summary>
/// Recipients to whom nothing is sent for now, so that a demonstration can show notices that come late. Kept in memory only: a hold
/// that outlived the process would look like a recipient that is down for ever.
/// </summary>
internal sealed class DeliveryHolds
{
    private readonly ConcurrentDictionary<string, byte> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _turned = new(StringComparer.Ordinal);

    public bool IsHeld(string recipient) => _held.ContainsKey(recipient);

    /// <summary>Who is held now.</summary>
    public IReadOnlyList<string> Held => [.. _held.Keys];

    public void Hold(string recipient) => _held.TryAdd(recipient, 0);

    /// <summary>Lets the lane go on; with <paramref name="newestFirst"/> it once begins at its end.</summary>
    public void Release(string recipient, bool newestFirst)
    {
        // First the order, then the way: a lane that starts in between must know both.
        if (newestFirst)
        {
            _turned.TryAdd(recipient, 0);
        }

        _held.TryRemove(recipient, out _);
    }

    /// <summary>Whether the lane is to begin at its end; asking uses it up.</summary>
    public bool TakeNewestFirst(string recipient) => _turned.TryRemove(recipient, out _);
}
