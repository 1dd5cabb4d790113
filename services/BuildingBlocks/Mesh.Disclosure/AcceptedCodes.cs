using Mesh.Hosting.Errors;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>Which personal identity codes are accepted here: in a demonstration only artificial ones, so that nobody real is ever typed in.</summary>
public sealed class AcceptedCodes(DirectoryFile directory)
{
    /// <summary>Code of a code that is not artificial, in a demonstration.</summary>
    public const string NotArtificial = "IDENTITY_CODE_NOT_ARTIFICIAL";

    /// <summary>The code; null when the text is none, which the rules of the contract have said already.</summary>
    public PersonalIdentityCode? Read(string text, string field, Violations violations)
    {
        var parsed = PersonalIdentityCode.Parse(text);
        if (!parsed.IsValid)
        {
            return null;
        }

        if (!Accepts(parsed.Value))
        {
            violations.Add(field, NotArtificial, "Must be an artificial code (individual number 900-999): this is a demonstration.");
        }

        return parsed.Value;
    }

    /// <summary>Whether a person of this code may become known here.</summary>
    public bool Accepts(PersonalIdentityCode code) =>
        directory.Current.Environment != MeshEnvironment.Demonstration || code.IsArtificial;
}
