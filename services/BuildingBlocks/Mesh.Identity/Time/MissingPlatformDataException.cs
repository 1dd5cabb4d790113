namespace Mesh.Identity;

/// <summary>The machine lacks culture or time zone data, without which dates of law would be silently wrong. A host refuses to start.</summary>
public sealed class MissingPlatformDataException(string missing, Exception? innerException = null)
    : Exception($"This machine lacks {missing}. Install ICU (libicu) and time zone data (tzdata), and do not run in invariant globalization mode.", innerException)
{
    /// <summary>What is missing, e.g. "time zone Europe/Helsinki".</summary>
    public string Missing { get; } = missing;
}
