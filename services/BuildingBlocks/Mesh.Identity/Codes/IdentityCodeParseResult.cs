namespace Mesh.Identity;

/// <summary>A personal identity code, or the reason why the text is none. Bad input is expected, so it is a value and no exception.</summary>
public sealed class IdentityCodeParseResult
{
    private readonly PersonalIdentityCode? _value;

    private IdentityCodeParseResult(PersonalIdentityCode? value, IdentityCodeFault fault)
    {
        _value = value;
        Fault = fault;
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsValid => _value is not null;

    /// <summary>The reason; <see cref="IdentityCodeFault.None"/> when valid.</summary>
    public IdentityCodeFault Fault { get; }

    /// <summary>The code.</summary>
    /// <exception cref="InvalidOperationException">The text was no code. The message names the fault, never the text.</exception>
    public PersonalIdentityCode Value =>
        _value ?? throw new InvalidOperationException($"There is no personal identity code here: {Fault}.");

    internal static IdentityCodeParseResult Of(PersonalIdentityCode value) => new(value, IdentityCodeFault.None);

    internal static IdentityCodeParseResult Refused(IdentityCodeFault fault) => new(null, fault);
}
