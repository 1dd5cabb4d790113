using Google.Protobuf.Reflection;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>Fields of messages as protobuf's JSON mapping names them.</summary>
internal static class MessageFields
{
    private const string WellKnownPackage = "google.protobuf";

    /// <summary>A message with a JSON form of its own, for example Timestamp.</summary>
    public static bool IsWellKnown(MessageDescriptor type) => type.File.Package == WellKnownPackage;

    /// <summary>The field that JSON names so: lowerCamelCase or as in the contract.</summary>
    public static FieldDescriptor? Find(MessageDescriptor type, string name) =>
        type.Fields.InDeclarationOrder().FirstOrDefault(f => f.JsonName == name || f.Name == name);

    /// <summary>The value given for a field; null when none was given.</summary>
    public static JToken? Find(JObject message, FieldDescriptor field) => message[field.JsonName] ?? message[field.Name];
}
