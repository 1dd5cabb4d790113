using Google.Api;
using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Validation;

/// <summary>What one field must satisfy, read once from its descriptor.</summary>
internal sealed class FieldPlan
{
    private const int DefaultMaxLength = 200;

    /// <summary>Most elements of a list of which the contract says nothing.</summary>
    internal const int DefaultMaxItems = 100;

    private FieldPlan(FieldDescriptor field, FieldRules? rules)
    {
        Name = field.Name;
        Type = field.FieldType;
        Accessor = field.Accessor;
        IsRepeated = field.IsRepeated;
        HasPresence = field.HasPresence;
        Oneof = field.RealContainingOneof;
        Enum = Type == FieldType.Enum ? field.EnumType : null;
        IsRequired = Says(field, FieldBehavior.Required);
        Format = rules?.Format ?? Format.Unspecified;
        MaxLength = rules is { MaxLength: > 0 } ? rules.MaxLength : DefaultMaxLength;
        MaxItems = rules is { MaxItems: > 0 } ? rules.MaxItems : DefaultMaxItems;
        IsPageSize = Type == FieldType.Int32 && !IsRepeated && Name == "page_size";
    }

    public string Name { get; }

    public FieldType Type { get; }

    public IFieldAccessor Accessor { get; }

    public bool IsRepeated { get; }

    public bool HasPresence { get; }

    /// <summary>The oneof it is a member of; null also for proto3 optional.</summary>
    public OneofDescriptor? Oneof { get; }

    public EnumDescriptor? Enum { get; }

    public bool IsRequired { get; }

    public Format Format { get; }

    public int MaxLength { get; }

    public int MaxItems { get; }

    public bool IsPageSize { get; }

    /// <summary>
    /// The plan; null for an OUTPUT_ONLY field: the server fills it in and ignores what a request says there (AIP-203).
    /// </summary>
    /// <exception cref="NotSupportedException">The contract says something no rule here can check. Loud, because a field
    /// that is silently unchecked is a hole; a test builds the plans of every contract.</exception>
    public static FieldPlan? Of(FieldDescriptor field)
    {
        var rules = field.GetOptions()?.GetExtension(RulesExtensions.Field);
        if (field.IsMap || (rules is not null && !WrittenForms.Fits(rules.Format, field.FieldType)))
        {
            throw new NotSupportedException($"No rule can check the field {field.FullName} as its contract has it.");
        }

        return Says(field, FieldBehavior.OutputOnly) ? null : new(field, rules);
    }

    private static bool Says(FieldDescriptor field, FieldBehavior behavior) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(behavior) == true;
}
