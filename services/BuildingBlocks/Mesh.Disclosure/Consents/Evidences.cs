using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>What a professional says of how a client's act was given.</summary>
internal static class Evidences
{
    /// <summary>Code of an act in the service, which a professional cannot register.</summary>
    public const string InPerson = "IN_PERSON";

    /// <summary>How it was given.</summary>
    public static Giving Read(Evidence evidence) =>
        new(evidence.HowGiven, evidence.Language, evidence.TextVersion, evidence.Sha256.ToByteArray())
        {
            FormId = evidence.FormId.Length == 0 ? null : Guid.Parse(evidence.FormId),
            EvidenceReference = evidence.Reference,
            Mandate = Read(evidence.Mandate),
        };

    /// <summary>By what right; null when the client acted in person.</summary>
    public static Mandate? Read(Tyollisyys.Mesh.Protos.Consents.V1.Mandate? mandate) => mandate is null
        ? null
        : new Mandate(mandate.Kind, mandate.Person, mandate.Source, mandate.Reference);

    /// <summary>Adds every violation of an act's evidence.</summary>
    public static void Check(Evidence? evidence, Violations violations)
    {
        if (evidence is not null)
        {
            Check(evidence.HowGiven, "evidence.how_given", violations);
            OpaqueText.Check(evidence.Reference, "evidence.reference", violations);
            Check(evidence.Mandate, "evidence.mandate", violations);
        }
    }

    /// <summary>Adds the violation of saying that the client acted in the service.</summary>
    public static void Check(HowGiven how, string field, Violations violations)
    {
        if (how == HowGiven.InService)
        {
            violations.Add(field, InPerson, "What a client does in the service, the client does in person.");
        }
    }

    /// <summary>Adds every violation of a mandate.</summary>
    public static void Check(Tyollisyys.Mesh.Protos.Consents.V1.Mandate? mandate, string field, Violations violations)
    {
        if (mandate is not null)
        {
            OpaqueText.CheckPerson(mandate.Person, $"{field}.person", violations);
            OpaqueText.Check(mandate.Reference, $"{field}.reference", violations);
        }
    }
}
