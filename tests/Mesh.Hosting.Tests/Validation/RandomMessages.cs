using System.Collections;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Contracts;

namespace Mesh.Hosting.Tests.Validation;

/// <summary>Messages with any content a parser could let through, well-formed values among them.</summary>
internal static class RandomMessages
{
    /// <summary>What the texts are made of; each is long enough to be recognised in a description.</summary>
    public static readonly string[] Texts =
    [
        "131052-308T", "131052-308X", "0123456789a", "01980000-0000-7000-8000-00000000000a", "01980000-0000-7000-8000-00000000000A",
        "2024-02-29", "2023-02-29", "2024-1-1 ", "0246246-0/SOCIAL_INSURANCE", "0246246-1/SOCIAL_INSURANCE", "0405", "PILOT",
        "Pilot Aino", "Meikäläinen, Työtön \u0000 \r\n", "\U0001F600\U0001F600\U0001F600", new('x', 201), new('y', 5000),
    ];

    private const int MaxDepth = 6;

    public static IEnumerable<MessageDescriptor> Requests =>
        MeshContracts.Methods.Values.Select(method => method.Descriptor.InputType).Distinct();

    public static Gen<IMessage> Any { get; } =
        Gen.Select(Gen.OneOf(Requests.ToArray()), Gen.Int, (type, seed) => Of(type, new Random(seed), 0));

    private static IMessage Of(MessageDescriptor type, Random random, int depth)
    {
        var message = type.Parser.ParseFrom(ReadOnlySpan<byte>.Empty.ToArray());
        foreach (var field in type.Fields.InDeclarationOrder().Where(_ => random.Next(4) > 0))
        {
            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                var count = random.Next(20) == 0 ? 150 : random.Next(4);
                for (var i = 0; i < count && depth < MaxDepth; i++)
                {
                    list.Add(ValueOf(field, random, depth));
                }
            }
            else if (field.FieldType != FieldType.Message || depth < MaxDepth)
            {
                field.Accessor.SetValue(message, ValueOf(field, random, depth));
            }
        }

        return message;
    }

    private static object ValueOf(FieldDescriptor field, Random random, int depth) => field.FieldType switch
    {
        FieldType.String => random.Next(5) == 0 ? "" : Texts[random.Next(Texts.Length)],
        FieldType.Bytes => ByteString.CopyFrom(new byte[random.Next(3) * 16]),
        FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, AnyNumber(random)),
        FieldType.Int32 => AnyNumber(random),
        FieldType.Int64 => random.NextInt64(long.MinValue, long.MaxValue),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Message when field.MessageType.ClrType == typeof(Timestamp) =>
            new Timestamp { Seconds = random.NextInt64(long.MinValue, long.MaxValue), Nanos = AnyNumber(random) },
        FieldType.Message => Of(field.MessageType, random, depth + 1),
        _ => throw new NotSupportedException($"No random value for {field.FullName}."),
    };

    private static int AnyNumber(Random random) => random.Next(3) switch
    {
        0 => random.Next(-2, 8),
        1 => random.Next(int.MinValue, int.MaxValue),
        _ => 0,
    };
}
