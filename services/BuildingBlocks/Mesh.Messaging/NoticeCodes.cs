using Mesh.Hosting.Errors;

namespace Mesh.Messaging;

/// <summary>What a request must satisfy for its code to be told on the bus, where nothing may travel that could be a person's code.</summary>
public static class NoticeCodes
{
    /// <summary>Adds NOT_FOR_NOTICES when a code may not travel; an empty one is another rule's.</summary>
    public static void AddIfNotForNotices(this Violations violations, string code, string field)
    {
        ArgumentNullException.ThrowIfNull(violations);
        if (code is { Length: > 0 } && !NoticeContent.IsCode(code))
        {
            violations.Add(field, "NOT_FOR_NOTICES", "Must begin with a letter and hold no six digits in a row.");
        }
    }
}
