using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Hosting;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Signing;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.ClientSummaries;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.MyCare;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>The service as its launcher composes it, with everything real; it is not started.</summary>
public sealed class ApplicationTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("region-").FullName;
    private readonly WebApplication _application;

    public ApplicationTests()
    {
        TestDirectory.Install(_folder).Dispose();
        AtRestKeys.Create(PathOf("keys.json"));
        SigningKeys.OpenOrCreate(PathOf("signing.json"), Participants.Region);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=region", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2043, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(PathOf("own.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf("own.key"), key.ExportPkcs8PrivateKeyPem());
        _application = WellbeingRegionApplication.Build(
            Settings(), new MeshHostParts { OwnsTelemetry = false }, _ => new LocalNoticeBus().TransportOf(Participants.Region));
    }

    [Theory]
    [InlineData("socialcare.v1.JointPlanService/SignJointPlan")]
    [InlineData("socialcare.v1.AssistanceCaseService/EvaluateAssistanceCase")]
    [InlineData("rehabilitativework.v1.RehabilitativeWorkService/AgreePlacement")]
    [InlineData("rehabilitativework.v1.PlacementCooperationService/ConfirmPlace")]
    [InlineData("socialcare.v1.MyCareService/ListMyCareCases")]
    [InlineData("summaries.v1.ClientSummaryService/ComposeClientSummary")]
    [InlineData("disclosure.v1.DisclosureService/Disclose")]
    [InlineData("operations.v1.ParkedNoticeService/ReplayParkedNotice")]
    [InlineData("flows.v1.JournalService/ListJournalEntries")]
    public void Build_WhenTheApplicationIsComposed_Serves(string method)
    {
        var served = ((IEndpointRouteBuilder)_application).DataSources.SelectMany(source => source.Endpoints).Select(endpoint => endpoint.DisplayName);

        Assert.Contains(served, name => name!.Contains(method, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(InvitationHandler))]
    [InlineData(typeof(ActivatedHandler))]
    [InlineData(typeof(JointPlanGrpcService))]
    [InlineData(typeof(ProlongedAssistanceHandler))]
    [InlineData(typeof(ReferralAcceptedHandler))]
    [InlineData(typeof(JobSearchFactHandler))]
    [InlineData(typeof(AssistanceCaseGrpcService))]
    [InlineData(typeof(RehabilitativeWorkGrpcService))]
    [InlineData(typeof(PlacementCooperationGrpcService))]
    [InlineData(typeof(MyCareGrpcService))]
    [InlineData(typeof(ClientSummaryGrpcService))]
    public void Build_WhenTheApplicationIsComposed_HasAllThatItsPartsNeed(Type part)
    {
        using var scope = _application.Services.CreateScope();

        Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, part));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private MeshServiceSettings Settings() => new()
    {
        Participation = Participants.Region,
        Listen = new Uri("https://localhost:7303"),
        Issuer = new Uri("https://localhost:7310"),
        DirectoryPath = PathOf(TestDirectory.FileName),
        DirectoryKeyPath = PathOf(TestDirectory.KeyName),
        TrustedRootsPath = PathOf("own.pem"),
        CertificatePath = PathOf("own.pem"),
        CertificateKeyPath = PathOf("own.key"),
        DataFolder = _folder,
        AtRestKeysPath = PathOf("keys.json"),
        SigningKeysPath = PathOf("signing.json"),
    };

    private string PathOf(string name) => Path.Combine(_folder, name);
}
