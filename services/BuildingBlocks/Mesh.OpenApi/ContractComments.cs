using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.OpenApi;

/// <summary>
/// The comments of the contracts by the full name of what they stand on. Generated descriptors carry none, so they are read from the
/// image that the contracts' build embeds.
/// </summary>
public sealed class ContractComments
{
    // Numbers of google.protobuf.DescriptorProto and its siblings: a comment's place is a path of field numbers and indexes.
    private const int Messages = 4;
    private const int Enums = 5;
    private const int Services = 6;
    private const int MembersOfMessage = 2;
    private const int NestedMessages = 3;
    private const int NestedEnums = 4;
    private const int MembersOfEnumOrService = 2;

    private static readonly Lazy<ContractComments> Embedded = new(Read);
    private readonly FrozenDictionary<string, string> _byFullName;

    private ContractComments(FrozenDictionary<string, string> byFullName) => _byFullName = byFullName;

    /// <summary>The comments of the contracts this assembly was built with.</summary>
    public static ContractComments OfTheContracts => Embedded.Value;

    /// <summary>The comment as one paragraph per line; empty when there is none.</summary>
    public string Of(string fullName) => _byFullName.GetValueOrDefault(fullName, "");

    private static ContractComments Read()
    {
        using var image = typeof(RulesReflection).Assembly.GetManifestResourceStream("contracts.binpb")
            ?? throw new InvalidOperationException("The contracts were built without their image.");
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in FileDescriptorSet.Parser.ParseFrom(image).File)
        {
            foreach (var location in file.SourceCodeInfo.Location.Where(location => location.HasLeadingComments))
            {
                if (NameAt(file, location.Path) is { } name)
                {
                    found[name] = Unwrapped(location.LeadingComments);
                }
            }
        }

        return new ContractComments(found.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static string? NameAt(FileDescriptorProto file, IReadOnlyList<int> path)
    {
        if (path.Count < 2)
        {
            return null;
        }

        var rest = path.Skip(2).ToList();
        return path[0] switch
        {
            Messages => Below(file.Package, file.MessageType[path[1]], rest),
            Enums => Below(file.Package, file.EnumType[path[1]], rest),
            Services when rest.Count == 0 => $"{file.Package}.{file.Service[path[1]].Name}",
            Services when rest is [MembersOfEnumOrService, var method] =>
                $"{file.Package}.{file.Service[path[1]].Name}.{file.Service[path[1]].Method[method].Name}",
            _ => null,
        };
    }

    private static string? Below(string scope, DescriptorProto message, List<int> path) => path switch
    {
        [] => $"{scope}.{message.Name}",
        [MembersOfMessage, var field] => $"{scope}.{message.Name}.{message.Field[field].Name}",
        [NestedMessages, var nested, ..] => Below($"{scope}.{message.Name}", message.NestedType[nested], path[2..]),
        [NestedEnums, var nested, ..] => Below($"{scope}.{message.Name}", message.EnumType[nested], path[2..]),
        _ => null,
    };

    // A value of an enum is named in the enum's scope by protobuf; here below the enum, so that two enums cannot clash.
    private static string? Below(string scope, EnumDescriptorProto type, List<int> path) => path switch
    {
        [] => $"{scope}.{type.Name}",
        [MembersOfEnumOrService, var value] => $"{scope}.{type.Name}.{type.Value[value].Name}",
        _ => null,
    };

    // A line that begins with a name of errors is a line of its own; the others were only wrapped.
    private static string Unwrapped(string comment)
    {
        var lines = comment.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        return string.Join(' ', lines).Replace(" Errors:", "\n\nErrors:", StringComparison.Ordinal);
    }
}
