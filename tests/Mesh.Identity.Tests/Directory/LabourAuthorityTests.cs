using System.Globalization;
using System.Text.Json.Nodes;

namespace Mesh.Identity.Tests;

public sealed class LabourAuthorityTests
{
    private const string TeOffice = "2296962-1/LABOUR_AUTHORITY";
    private const string SouthKarelia = "0162193-3/LABOUR_AUTHORITY";
    private const string Vantaa = "0124610-9/LABOUR_AUTHORITY";
    private static readonly ParticipantDirectory Committed = DirectoryJson.Committed().Read().Directory;

    [Theory]
    // South Karelia: the same authority for every group, until the reform of 1.1.2025.
    [InlineData("405", null, "2012-12-31", "municipality")]
    [InlineData("405", null, "2013-01-01", TeOffice)]
    [InlineData("405", "GENERAL", "2013-01-02", TeOffice)]
    [InlineData("831", "PILOT", "2024-12-30", TeOffice)]
    [InlineData("405", null, "2024-12-31", TeOffice)]
    [InlineData("405", null, "2025-01-01", SouthKarelia)]
    [InlineData("405", "GENERAL", "2025-01-02", SouthKarelia)]
    [InlineData("153", "PILOT", "2024-12-31", TeOffice)]
    [InlineData("153", "PILOT", "2025-01-01", SouthKarelia)]
    [InlineData("831", "GENERAL", "2026-11-16", SouthKarelia)]
    // Vantaa and Kerava before the pilot.
    [InlineData("092", "PILOT", "2021-02-28", TeOffice)]
    [InlineData("092", null, "2021-02-28", TeOffice)]
    // The pilot.
    [InlineData("092", "PILOT", "2021-03-01", Vantaa)]
    [InlineData("245", "PILOT", "2021-03-02", Vantaa)]
    [InlineData("092", "GENERAL", "2021-03-01", TeOffice)]
    [InlineData("092", null, "2021-03-01", "client_group")]
    [InlineData("092", "PILTO", "2021-03-01", "client_group")]
    [InlineData("245", "PILOT", "2024-12-31", Vantaa)]
    [InlineData("245", "GENERAL", "2024-12-31", TeOffice)]
    [InlineData("245", null, "2024-12-31", "client_group")]
    // The reform of 1.1.2025.
    [InlineData("092", "PILOT", "2025-01-01", Vantaa)]
    [InlineData("092", "GENERAL", "2025-01-01", Vantaa)]
    [InlineData("092", null, "2025-01-01", Vantaa)]
    [InlineData("245", "PILTO", "2025-01-02", Vantaa)]
    // Nobody's municipality.
    [InlineData("091", "GENERAL", "2024-01-01", "municipality")]
    [InlineData("", null, "2024-01-01", "municipality")]
    public void LabourAuthority_WhenAskedOnADay_IsAsTheRowsSay(string municipality, string? group, string on, string expected) =>
        Assert.Equal(expected, Text(Committed.LabourAuthority(municipality, group, Day(on))));

    [Theory]
    [InlineData(ParticipantRole.SocialCare, "405", "2022-12-31", "municipality")]
    [InlineData(ParticipantRole.SocialCare, "405", "2023-01-01", "3221308-6/SOCIAL_CARE")]
    [InlineData(ParticipantRole.SocialCare, "245", "2023-01-02", "3221347-3/SOCIAL_CARE")]
    [InlineData(ParticipantRole.Municipality, "405", "2009-12-31", "municipality")]
    [InlineData(ParticipantRole.Municipality, "405", "2010-01-01", "0162193-3/MUNICIPALITY")]
    [InlineData(ParticipantRole.Municipality, "245", "2024-01-01", "municipality")]
    [InlineData(ParticipantRole.SocialInsurance, "405", "2001-12-31", "municipality")]
    [InlineData(ParticipantRole.SocialInsurance, "405", "2002-01-01", "0246246-0/SOCIAL_INSURANCE")]
    [InlineData(ParticipantRole.SocialInsurance, "091", "2024-01-01", "0246246-0/SOCIAL_INSURANCE")]
    [InlineData(ParticipantRole.SocialInsurance, "*", "2024-01-01", "municipality")]
    [InlineData(ParticipantRole.LabourAuthority, "092", "2024-01-01", "client_group")]
    [InlineData(ParticipantRole.LabourAuthority, "092", "2025-01-01", Vantaa)]
    public void Responsible_WhenAskedOnADay_IsAsTheRowsSay(ParticipantRole role, string municipality, string on, string expected) =>
        Assert.Equal(expected, Text(Committed.Responsible(role, municipality, Day(on))));

    [Fact]
    public void LabourAuthority_WhenOneRowHasAGroupAndAnotherTheRest_DividesThem()
    {
        // The TE office for everybody else, without naming GENERAL.
        var directory = DirectoryJson.Committed()
            .With(json => json[DirectoryJson.TeOffice]["areas"]![2]!.AsObject().Remove("clientGroups"))
            .Read().Directory;
        var day = new DateOnly(2022, 1, 1);

        Assert.Equal(Vantaa, Text(directory.LabourAuthority("092", "PILOT", day)));
        Assert.Equal(TeOffice, Text(directory.LabourAuthority("092", "GENERAL", day)));
        Assert.Equal("client_group", Text(directory.LabourAuthority("092", null, day)));
        Assert.Equal("client_group", Text(directory.LabourAuthority("092", "PILTO", day)));
    }

    [Fact]
    public void LabourAuthority_WhenNobodyServesTheGroup_IsUnknown()
    {
        var directory = DirectoryJson.Committed()
            .With(json => json[DirectoryJson.TeOffice]["areas"]!.AsArray().RemoveAt(2))
            .Read().Directory;
        var day = new DateOnly(2022, 1, 1);

        Assert.Equal(Vantaa, Text(directory.LabourAuthority("092", "PILOT", day)));
        Assert.Equal("client_group", Text(directory.LabourAuthority("092", "GENERAL", day)));
        Assert.Equal("client_group", Text(directory.LabourAuthority("092", null, day)));
    }

    [Fact]
    public void LabourAuthority_WhenEveryGroupIsNamedAtOnePlace_IsKnownWithoutGroup()
    {
        var directory = DirectoryJson.Committed()
            .With(json => json[DirectoryJson.VantaaLabour]["areas"]![1]!["clientGroups"] = new JsonArray("PILOT", "GENERAL"))
            .Read().Directory;

        Assert.Equal(Vantaa, Text(directory.LabourAuthority("092", null, new DateOnly(2025, 1, 1))));
    }

    [Fact]
    public void LabourAuthority_WhenDirectoryHasNoClientGroups_IsTheOneOfTheArea()
    {
        var directory = DirectoryJson.Production()
            .With(json => json[DirectoryJson.TeOffice]["areas"]!.AsArray().RemoveAt(2))
            .With(json => json.Root.AsObject().Remove("clientGroups"))
            .Read().Directory;

        Assert.Equal(TeOffice, Text(directory.LabourAuthority("405", null, new DateOnly(2020, 1, 1))));
        Assert.Equal(TeOffice, Text(directory.LabourAuthority("405", "PILOT", new DateOnly(2020, 1, 1))));
    }

    private static string Text(AuthorityAnswer answer) => answer switch
    {
        AuthorityAnswer.Known known => known.Participation.ToString(),
        AuthorityAnswer.Unknown unknown => unknown.MissingFact,
        _ => "",
    };

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
