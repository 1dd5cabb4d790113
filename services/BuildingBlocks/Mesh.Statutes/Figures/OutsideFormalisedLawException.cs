namespace Mesh.Statutes;

/// <summary>The asked date lies before the first date whose law this library holds. Refused, never approximated by later law.</summary>
public sealed class OutsideFormalisedLawException : Exception
{
    /// <summary>Creates the refusal. The text names the figure or rule and its first date, nothing about a person.</summary>
    public OutsideFormalisedLawException(string subject, DateOnly firstFormalised)
        : base($"{subject} is formalised from {firstFormalised:O}; the asked date is earlier.")
    {
        Subject = subject;
        FirstFormalised = firstFormalised;
    }

    /// <summary>Name of the figure, or id of the rule.</summary>
    public string Subject { get; }

    /// <summary>First date that can be asked about.</summary>
    public DateOnly FirstFormalised { get; }
}
