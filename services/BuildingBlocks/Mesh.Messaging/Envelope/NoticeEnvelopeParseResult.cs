using System.Diagnostics.CodeAnalysis;

namespace Mesh.Messaging;

/// <summary>What is wrong with an envelope.</summary>
public enum NoticeEnvelopeFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Longer than <see cref="NoticeEnvelope.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Not one JSON object with each attribute at most once.</summary>
    NotAnObject,

    /// <summary>An attribute that must be there is missing.</summary>
    Missing,

    /// <summary>An attribute does not have the form it must have.</summary>
    Malformed,

    /// <summary>Another version of CloudEvents than 1.0.</summary>
    SpecVersion,
}

/// <summary>An envelope, or why there is none. Says nothing of the content.</summary>
public sealed class NoticeEnvelopeParseResult
{
    private readonly NoticeEnvelope? _value;

    private NoticeEnvelopeParseResult(NoticeEnvelope? value, NoticeEnvelopeFault fault, string? attribute)
    {
        _value = value;
        Fault = fault;
        Attribute = attribute;
    }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(_value))]
    public bool IsValid => _value is not null;

    /// <summary>The envelope.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public NoticeEnvelope Value => _value ?? throw new InvalidOperationException("The envelope is not valid.");

    /// <summary>The first fault found.</summary>
    public NoticeEnvelopeFault Fault { get; }

    /// <summary>Name of the attribute at fault; null when it is none in particular.</summary>
    public string? Attribute { get; }

    internal static NoticeEnvelopeParseResult Of(NoticeEnvelope value) => new(value, NoticeEnvelopeFault.None, null);

    internal static NoticeEnvelopeParseResult Refused(NoticeEnvelopeFault fault, string? attribute = null) => new(null, fault, attribute);
}
