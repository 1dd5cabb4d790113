using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.TeOffice.Jobseekers;

/// <summary>Why an act on the register is refused.</summary>
public static class JobseekerRefusals
{
    /// <summary>By municipality, client group and date (ROLE-KEY), another authority is the client's labour authority, or none is known.</summary>
    public static readonly RefusalReason NotOurClient = new(
        StatusCode.FailedPrecondition,
        "NOT_OUR_CLIENT",
        "Kunnan ja asiakasryhmän mukaan asiakas ei ole tämän työvoimaviranomaisen asiakas.",
        "Enligt kommun och klientgrupp är klienten inte den här arbetskraftsmyndighetens klient.",
        "By municipality and client group, the client is not this labour authority's.");

    /// <summary>The job search has ended already.</summary>
    public static readonly RefusalReason JobSearchEnded = new(
        StatusCode.FailedPrecondition,
        "JOB_SEARCH_ENDED",
        "Työnhaun voimassaolo on jo päättynyt.",
        "Jobbsökningens giltighet har redan upphört.",
        "The job search has ended already.");
}
