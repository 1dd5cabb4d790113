using System.Text.RegularExpressions;
using Mesh.Hosting.Errors;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>References that are kept in clear and travel in receipts: they lead to somebody or something, and tell nothing of it.</summary>
internal static partial class OpaqueText
{
    /// <summary>Code of a reference that could tell more than a reference.</summary>
    public const string NotOpaque = "NOT_OPAQUE";

    /// <summary>Holds a reference to what archives and registers use.</summary>
    public static void Check(string text, string field, Violations violations) => Check(text, Reference(), field, violations);

    /// <summary>Holds a person's id to what pairwise ids are made of.</summary>
    public static void CheckPerson(string text, string field, Violations violations) => Check(text, Person(), field, violations);

    private static void Check(string text, Regex form, string field, Violations violations)
    {
        if (!form.IsMatch(text) || IdentityCodePattern.IsIn(text))
        {
            violations.Add(field, NotOpaque, "Must be an opaque reference: no name, no identity code, no free text.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:/-]*\z")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^[A-Za-z0-9_-]*\z")]
    private static partial Regex Person();
}
