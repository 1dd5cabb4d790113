using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.TeOffice.Referrals;

/// <summary>Why a referral is not accepted.</summary>
public static class ReferralRefusals
{
    /// <summary>The person is not in the register of jobseekers.</summary>
    public static readonly RefusalReason NotRegisteredHere = new(
        StatusCode.FailedPrecondition,
        "NOT_REGISTERED_HERE",
        "Henkilö ei ole tämän työvoimaviranomaisen rekisterissä. Rekisteröi työnhakija ensin.",
        "Personen finns inte i den här arbetskraftsmyndighetens register. Registrera den arbetssökande först.",
        "The person is not in this labour authority's register. Register the jobseeker first.");

    /// <summary>It was declined here, or withdrawn by the region.</summary>
    public static readonly RefusalReason Closed = new(
        StatusCode.FailedPrecondition,
        "REFERRAL_CLOSED",
        "Ohjaus ei enää odota vastausta.",
        "Hänvisningen väntar inte längre på svar.",
        "The referral no longer waits for an answer.");

    /// <summary>Somebody here has accepted it.</summary>
    public static readonly RefusalReason AlreadyAccepted = new(
        StatusCode.FailedPrecondition,
        "ALREADY_ACCEPTED",
        "Ohjaus on jo otettu vastaan.",
        "Hänvisningen har redan tagits emot.",
        "The referral has already been accepted.");
}
