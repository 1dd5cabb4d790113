using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging;

/// <summary>
/// CloudEvents type of each message of notices/v1: its full protobuf name below <c>fi.</c>, such as
/// <c>fi.tyollisyys.mesh.notices.v1.PlanSigned</c>. Taken from the descriptors, so a new notice needs no list here.
/// </summary>
public static class NoticeTypes
{
    private const string Prefix = "fi.";

    // N and N-1 live side by side: a field this version does not know is passed over.
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly FrozenDictionary<string, MessageDescriptor> Descriptors =
        NoticesReflection.Descriptor.MessageTypes.ToFrozenDictionary(message => Prefix + message.FullName, StringComparer.Ordinal);

    /// <summary>Every type there is.</summary>
    public static IEnumerable<string> All => Descriptors.Keys;

    /// <summary>The messages that are notices, by name.</summary>
    public static IEnumerable<MessageDescriptor> Messages => Descriptors.Values.OrderBy(message => message.Name, StringComparer.Ordinal);

    /// <summary>The CloudEvents type of a message.</summary>
    /// <exception cref="ArgumentException">The message is none of notices/v1.</exception>
    public static string Of(MessageDescriptor message)
    {
        var type = Prefix + message.FullName;
        return Descriptors.TryGetValue(type, out var known) && known == message
            ? type
            : throw new ArgumentException($"{message.FullName} is not a notice: only messages of notices/v1 go on this road.", nameof(message));
    }

    /// <summary>Whether notices/v1 of this version has the type.</summary>
    public static bool IsKnown(string type) => Descriptors.ContainsKey(type);

    /// <summary>Name without package, such as <c>PlanSigned</c>, for journals; what others made up is not repeated.</summary>
    public static string ShortName(string type) => Descriptors.TryGetValue(type, out var message) ? message.Name : "Unknown notice";

    /// <summary>Reads a payload; false when it is not one of the type.</summary>
    internal static bool TryRead(string type, string data, [NotNullWhen(true)] out IMessage? notice)
    {
        notice = null;
        if (!Descriptors.TryGetValue(type, out var descriptor))
        {
            return false;
        }

        try
        {
            notice = Parser.Parse(data, descriptor);
            return true;
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or InvalidJsonException)
        {
            return false;
        }
    }
}
