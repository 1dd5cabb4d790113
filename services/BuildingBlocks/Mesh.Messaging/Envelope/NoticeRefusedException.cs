namespace Mesh.Messaging;

/// <summary>
/// The sender tried to say in a notice what must not be there. Thrown before anything is written; names fields, never values.
/// </summary>
public sealed class NoticeRefusedException(string notice, IReadOnlyList<string> fields)
    : Exception($"{notice} holds more than ids and codes: {string.Join(", ", fields)}.")
{
    /// <summary>Paths of the fields at fault.</summary>
    public IReadOnlyList<string> Fields { get; } = fields;
}
