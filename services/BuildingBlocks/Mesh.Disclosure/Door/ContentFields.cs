using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Which field of what crosses the door is a category's.</summary>
internal static class ContentFields
{
    /// <summary>The field; null of a category that is in nobody's system yet.</summary>
    public static FieldDescriptor? Of(DataCategory category) =>
        DisclosedContent.Descriptor.FindFieldByName(WireNames.Of(category).ToLowerInvariant());
}
