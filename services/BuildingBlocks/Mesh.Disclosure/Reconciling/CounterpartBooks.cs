using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>Another participation's two books, of what passed between it and this one.</summary>
internal sealed class CounterpartBooks(IEvidenceClients clients)
{
    private const int Page = 100;

    /// <summary>One book whole, or a little more than is compared at once.</summary>
    /// <exception cref="RpcException">It could not be asked, or what it showed cannot be read.</exception>
    public async Task<List<Exchange>> AllAsync(ExchangeBook book, Participation counterpart, Period period, CancellationToken cancellation)
    {
        var client = clients.EvidenceOf(counterpart);
        var request = new ListExchangesRequest
        {
            Book = book,
            Since = period.Since.ToTimestamp(),
            Until = period.Until.ToTimestamp(),
            PageSize = Page,
        };
        var all = new List<Exchange>();
        do
        {
            var page = await client.ListExchangesAsync(request, cancellationToken: cancellation);
            if (RequestRules.Check(page).Any)
            {
                throw new RpcException(new Status(StatusCode.DataLoss, "What the counterpart showed is not as its contract says."));
            }

            all.AddRange(page.Exchanges);

            // A page that is empty is the last, whatever it says of a next one: nobody is asked without end.
            request.PageToken = page.Exchanges.Count > 0 ? page.NextPageToken : "";
        }
        while (request.PageToken.Length > 0 && all.Count <= ExchangeBooks.Most);
        return all;
    }
}
