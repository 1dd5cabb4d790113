using System.Net;
using System.Text;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.IdentityProvider.People;

namespace Mesh.IdentityProvider.Tests;

public sealed class DemoPeopleTests
{
    [Fact]
    public void BuiltIn_WhenRead_HasArtificialClientsProfessionalsOfEightParticipationsAndOneOperator()
    {
        var people = DemoPeople.BuiltIn().All;
        var clients = people.Where(person => person.Kind == PersonKind.Client).ToList();

        Assert.True(clients.Count >= 9);
        Assert.All(clients, client => Assert.True(client.Code!.IsArtificial));
        Assert.Equal(new DateOnly(2001, 5, 14), DemoPeople.BuiltIn().Find("aino-late")!.Code!.BirthDate);
        Assert.Equal(8, people.Where(person => person.Kind == PersonKind.Professional).Select(person => person.Participation).Distinct().Count());
        Assert.Single(people, person => person.Kind == PersonKind.Operator);
    }

    [Fact]
    public void Of_WhenFileHasManyFaults_TellsAllOfThemAndNoCode()
    {
        // 131052-308T is the authority's own published example of a code that is not artificial.
        const string Json = """
            { "people": [
              { "id": "one", "kind": "client", "name": "Yksi", "assurance": "high", "personalIdentityCode": "131052-308T", "municipality": "405" },
              { "id": "one", "kind": "client", "name": "Kaksi", "assurance": "low", "personalIdentityCode": "140501A902E", "municipality": "5" },
              { "id": "three", "kind": "client", "name": "Kolme", "assurance": "high", "personalIdentityCode": "140501A902D", "municipality": "405" },
              { "id": "four", "kind": "client", "name": "Neljä", "assurance": "high", "personalIdentityCode": "140501A902D", "municipality": "405", "participation": "0246246-0/SOCIAL_INSURANCE" },
              { "id": "Five", "kind": "professional", "name": "", "assurance": "high", "participation": "0246246-1/SOCIAL_INSURANCE" },
              { "id": "six", "kind": "visitor", "name": "Kuusi", "assurance": "high" }
            ] }
            """;

        var refused = Assert.Throws<PeopleRefusedException>(() => DemoPeople.Of(Encoding.UTF8.GetBytes(Json)));

        Assert.Equal(
            [
                "people[0].personalIdentityCode NOT_ARTIFICIAL",
                "people[1].id ID_TWICE", "people[1].assurance CHOICE", "people[1].personalIdentityCode CODE", "people[1].municipality MUNICIPALITY",
                "people[3].participation NOT_HERE", "people[3].personalIdentityCode CODE_TWICE",
                "people[4].id ID", "people[4].name MISSING", "people[4].participation PARTICIPATION",
                "people[5].kind CHOICE",
            ],
            refused.Violations.Select(violation => $"{violation.Path} {violation.Code}"));
        Assert.DoesNotContain("131052", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("140501", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{ "people": [] }""")]
    [InlineData("""{ "people": [null] }""")]
    [InlineData("""{ "people": [{ "id": "one", "secret": "140501A902D" }] }""")]
    public void Of_WhenFileIsNotOfTheForm_IsRefusedWithoutItsContent(string json)
    {
        var refused = Assert.Throws<PeopleRefusedException>(() => DemoPeople.Of(Encoding.UTF8.GetBytes(json)));
        Assert.DoesNotContain("140501", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WhenAPersonIsNotArtificial_DoesNotStartAndLeavesNoFolder()
    {
        using var folder = new TemporaryFolder();
        using var data = new TemporaryFolder();
        using var authority = DevelopmentAuthority.OpenOrCreate(folder.Path);
        using var certificate = authority.Issue(CertificateNames.IdentityProvider, CertificateUse.ServerAndClient);
        var file = Path.Combine(folder.Path, "people.json");
        File.WriteAllText(file, """{ "people": [{ "id": "one", "kind": "client", "name": "Yksi", "assurance": "high", "personalIdentityCode": "131052-308T", "municipality": "405" }] }""");

        Assert.Throws<PeopleRefusedException>(() => IdentityProviderApplication.Build(new()
        {
            Issuer = RunningProvider.Issuer,
            Listen = new(IPAddress.Loopback, 0),
            DataFolder = data.Path,
            Certificate = certificate,
            TrustedRoots = [authority.Root],
            Directory = () => TestDirectory.Of("demonstration", authority.Thumbprint),
            PeopleFile = file,
        }));
        Assert.False(Directory.Exists(data.Path));
    }
}
