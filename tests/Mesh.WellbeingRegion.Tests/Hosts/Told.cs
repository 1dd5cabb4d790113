using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.WellbeingRegion.Tests.Assistance;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>What the region's door has of its client, category by category.</summary>
internal static class Told
{
    /// <summary>The content of one category as of a day.</summary>
    public static Task<DisclosedContent> ToldAsync(this RegionHost region, DataCategory category, string asOf) => region.InAsync(async scope =>
    {
        var cancellation = TestContext.Current.CancellationToken;
        var subject = await scope.GetRequiredService<Subjects>().FindAsync(PersonalIdentityCode.Parse(EetusCase.Code).Value, cancellation);
        var content = new DisclosedContent();
        await scope.GetServices<IDisclosureSource>().Single(source => source.Category == category)
            .ContributeAsync(content, new SourceRequest(subject!.Value, null, Days.Of(asOf), Participants.TeOffice, Purpose.ClientSummary), cancellation);
        return content;
    });
}
