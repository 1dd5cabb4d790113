using Google.Protobuf.Reflection;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>Fills in request_id where a message has one and the author gave none.</summary>
internal static class RequestIds
{
    private const string Field = "request_id";

    /// <summary>Whether the message, or a message inside it, carries a request id: then the method writes.</summary>
    public static bool AreIn(MessageDescriptor type) => FieldOf(type) is not null
        || type.Oneofs.SelectMany(oneof => oneof.Fields).Any(f => f.FieldType is FieldType.Message && FieldOf(f.MessageType) is not null);

    public static void Fill(JToken json, MessageDescriptor type, Func<string, string> idOf, string path = "")
    {
        if (json is not JObject message || MessageFields.IsWellKnown(type))
        {
            return;
        }

        if (FieldOf(type) is { } id && MessageFields.Find(message, id) is null)
        {
            message[id.JsonName] = idOf(path + id.JsonName);
        }

        foreach (var field in type.Fields.InDeclarationOrder().Where(f => f.FieldType is FieldType.Message && !f.IsMap))
        {
            switch (MessageFields.Find(message, field))
            {
                case JArray list:
                    for (var i = 0; i < list.Count; i++)
                    {
                        Fill(list[i], field.MessageType, idOf, $"{path}{field.JsonName}[{i}].");
                    }

                    break;
                case { } inner:
                    Fill(inner, field.MessageType, idOf, $"{path}{field.JsonName}.");
                    break;
            }
        }
    }

    private static FieldDescriptor? FieldOf(MessageDescriptor type) =>
        type.FindFieldByName(Field) is { FieldType: FieldType.String, IsRepeated: false } field ? field : null;
}
