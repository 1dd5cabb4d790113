using Mesh.Disclosure;
using Mesh.TeOffice.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.TeOffice.Tests.Disclosures;

/// <summary>F18 and F31: that job searches and plans exist here, and nothing of what they say.</summary>
public sealed class PointerTests
{
    private const string Unit = "Kaakkois-Suomen TE-toimisto";
    private static readonly string Office = Participants.TeOffice.ToString();

    [Fact]
    public async Task Services_WhenAJobSearchEndedAndBeganAgain_AreEachToldFromTheirFirstDay()
    {
        await using var office = await OfficeHost.StartAsync("12.12.2023");
        var eetu = await EetusCase.RegisterAsync(office, validFrom: "2023-12-01");
        Assert.Null((await ToldAsync(office, DataCategory.ServicePointers, "30.11.2023")).ServicePointers);
        await eetu.EndJobSearchAsync("2023-12-04");
        await EetusCase.RegisterAsync(office, validFrom: "2023-12-11");

        Assert.Equal(
            [("JOB_SEARCH", Office, Unit, "2023-12-01", "2023-12-04"), ("JOB_SEARCH", Office, Unit, "2023-12-11", "")],
            (await ToldAsync(office, DataCategory.ServicePointers, "12.12.2023")).ServicePointers.Pointers
                .Select(pointer => (pointer.Service, pointer.Organisation, pointer.Unit, pointer.StartsOn, pointer.EndsOn)));
        Assert.Single((await ToldAsync(office, DataCategory.ServicePointers, "10.12.2023")).ServicePointers.Pointers);
    }

    [Fact]
    public async Task Assessments_WhenPlansWereMade_AreToldByKindAndDay()
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var aino = await AinosCase.AcceptedAsync(office);
        Assert.Equal([(AssessmentKind.EmploymentPlan, "2023-09-15")], await PlansAsync(office, "13.11.2023"));
        Assert.Null((await ToldAsync(office, DataCategory.AssessmentPointers, "14.9.2023", aino: true)).AssessmentPointers);

        await aino.DraftAsync();
        office.MoveTo("30.11.2023");
        await aino.SignAsync(SignerRole.LabourAuthority);
        await aino.SignAsync(SignerRole.SocialCare);
        Assert.Equal([(AssessmentKind.EmploymentPlan, "2023-09-15"), (AssessmentKind.ActivationPlan, "2023-11-13")], await PlansAsync(office, "30.11.2023"));

        await aino.SignAsync(SignerRole.Client);
        Assert.Equal([(AssessmentKind.EmploymentPlan, "2023-09-15"), (AssessmentKind.ActivationPlan, "2023-11-30")], await PlansAsync(office, "30.11.2023"));
    }

    private static async Task<IEnumerable<(AssessmentKind Kind, string MadeOn)>> PlansAsync(OfficeHost office, string asOf)
    {
        var pointers = (await ToldAsync(office, DataCategory.AssessmentPointers, asOf, aino: true)).AssessmentPointers.Pointers;
        Assert.All(pointers, pointer => Assert.Equal((Office, Unit), (pointer.Organisation, pointer.Unit)));
        return pointers.Select(pointer => (pointer.Kind, pointer.MadeOn));
    }

    private static Task<DisclosedContent> ToldAsync(OfficeHost office, DataCategory category, string asOf, bool aino = false) => office.InAsync(async scope =>
    {
        var cancellation = TestContext.Current.CancellationToken;
        var subject = await scope.GetRequiredService<Subjects>().FindAsync(aino ? People.Aino : People.Eetu, cancellation);
        var content = new DisclosedContent();
        await scope.GetServices<IDisclosureSource>().Single(source => source.Category == category)
            .ContributeAsync(content, new SourceRequest(subject!.Value, null, Days.Day(asOf), Participants.Region, Purpose.ClientSummary), cancellation);
        return content;
    });
}
