using Google.Protobuf;
using Mesh.Hosting.Tests.Calls;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.Hosting.Tests.Rest;

/// <summary>The same callers as over gRPC, by REST.</summary>
internal static class RestTown
{
    public const string CaseId = "01980000-0000-7000-8000-00000000000a";
    public const string Acceptances = $"/v1/cooperation/activationPlans/{CaseId}:acceptInvitation";
    public static readonly (string, string) Soon = ("grpc-timeout", "30S");

    /// <summary>Another participation accepts an invitation, or sends what is no acceptance.</summary>
    public static Task<RestAnswer> AcceptAsync(this Town town, string? json, params (string, string)[] headers) =>
        town.Http(Participants.SouthKarelia.Urn).SendAsync(HttpMethod.Post, new Uri(town.Host.Address, Acceptances), json, headers.Length == 0 ? [Soon] : headers);

    /// <summary>A professional of Kela lists placements.</summary>
    public static async Task<RestAnswer> ListAsync(this Town town, string query = "", string? token = null) =>
        await town.Http(CertificateNames.Gateway).SendAsync(
            HttpMethod.Get,
            new Uri(town.Host.Address, "/v1/placements" + query),
            null as string,
            ("authorization", $"Bearer {token ?? await town.Tokens.OfAsync("kela-officer", Participants.Kela.Urn)}"));

    /// <summary>A body as the contract has it.</summary>
    public static string Acceptance()
    {
        var request = Town.Acceptance();
        request.CaseId = CaseId;
        return JsonFormatter.Default.Format(request);
    }
}
