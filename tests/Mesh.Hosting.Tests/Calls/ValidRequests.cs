using System.Collections;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Tests.Calls;

/// <summary>For any request of the contracts one that breaks no rule: what is required, in its written form, and nothing else.</summary>
internal static class ValidRequests
{
    public static IMessage Of(MessageDescriptor type)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(IsNeeded))
        {
            if (field.IsRepeated)
            {
                ((IList)field.Accessor.GetValue(message)).Add(ValueOf(field));
            }
            else
            {
                field.Accessor.SetValue(message, ValueOf(field));
            }
        }

        return message;
    }

    private static bool IsNeeded(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.Required) == true
        || field.RealContainingOneof?.Fields[0] == field;

    private static object ValueOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => TextOf(field.GetOptions()?.GetExtension(RulesExtensions.Field)?.Format ?? Format.Unspecified),
        FieldType.Bytes => ByteString.CopyFrom(new byte[32]),
        FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, 1),
        FieldType.Int32 => 1,
        FieldType.Int64 => 1L,
        FieldType.Bool => true,
        FieldType.Message when field.MessageType.ClrType == typeof(Timestamp) => new Timestamp { Seconds = 1 },
        FieldType.Message => Of(field.MessageType),
        _ => throw new NotSupportedException($"No valid value for {field.FullName}."),
    };

    private static string TextOf(Format format) => format switch
    {
        Format.Uuid => "01980000-0000-7000-8000-00000000000a",
        Format.CivilDate => "2024-02-29",
        Format.PersonalIdentityCode => "140501A902D",
        Format.Participation => "0246246-0/SOCIAL_INSURANCE",
        Format.MunicipalityCode => "405",
        Format.Code => "PILOT",
        _ => "a",
    };
}
