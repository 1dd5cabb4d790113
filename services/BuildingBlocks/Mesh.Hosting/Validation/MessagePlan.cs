using System.Collections.Concurrent;
using Google.Protobuf.Reflection;

namespace Mesh.Hosting.Validation;

/// <summary>What a message must satisfy. Built once per descriptor; nested messages by their own plans, so types may recur.</summary>
internal sealed class MessagePlan
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessagePlan> Plans = new();

    private MessagePlan(MessageDescriptor message)
    {
        Fields = [.. message.Fields.InDeclarationOrder().Select(FieldPlan.Of).OfType<FieldPlan>()];
        Oneofs = [.. message.Oneofs.Where(IsDemanded).Select(oneof => new OneofPlan(oneof, IsWhole(oneof)))];
    }

    public IReadOnlyList<FieldPlan> Fields { get; }

    /// <summary>Oneofs of which exactly one member must be set.</summary>
    public IReadOnlyList<OneofPlan> Oneofs { get; }

    public static MessagePlan Of(MessageDescriptor message) => Plans.GetOrAdd(message, static m => new(m));

    // A message that is nothing but a choice says nothing without one.
    private static bool IsDemanded(OneofDescriptor oneof) =>
        !oneof.IsSynthetic && (IsWhole(oneof) || oneof.Fields.Any(field => FieldPlan.Of(field) is { IsRequired: true }));

    private static bool IsWhole(OneofDescriptor oneof) =>
        oneof.Fields.Count == oneof.ContainingType.Fields.InDeclarationOrder().Count;
}

/// <summary>A choice that must be made.</summary>
/// <param name="Descriptor">The oneof.</param>
/// <param name="IsWhole">Whether its message is nothing else; then the message's own path names it.</param>
internal sealed record OneofPlan(OneofDescriptor Descriptor, bool IsWhole)
{
    public string Description { get; } =
        $"Exactly one must be set of: {string.Join(", ", Descriptor.Fields.Select(field => field.Name))}.";
}
