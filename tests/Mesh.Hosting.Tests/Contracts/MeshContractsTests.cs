using Google.Api;
using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Tests.Contracts;

public class MeshContractsTests
{
    [Fact]
    public void Find_WhenMethodIsOfTheMesh_GivesItsAccess()
    {
        var method = MeshContracts.Find("/tyollisyys.mesh.consents.v1.ConsentService/WithdrawConsent");

        Assert.Equal(Access.Client, method?.Access);
        Assert.Same(WithdrawConsentRequest.Descriptor, method?.Descriptor.InputType);
    }

    [Theory]
    [InlineData("/grpc.health.v1.Health/Check")]
    [InlineData("tyollisyys.mesh.consents.v1.ConsentService/WithdrawConsent")]
    [InlineData("/tyollisyys.mesh.consents.v1.consentservice/withdrawconsent")]
    [InlineData("")]
    public void Find_WhenPathIsAnother_GivesNothing(string path) => Assert.Null(MeshContracts.Find(path));

    [Fact]
    public void Read_WhenContractsAreTaken_EveryMethodSaysWhoMayCallIt()
    {
        Assert.True(MeshContracts.Methods.Count >= 25);
        Assert.All(MeshContracts.Methods.Values, method => Assert.NotEqual(Access.Unspecified, method.Access));
        Assert.All(MeshContracts.Methods.Values, method => Assert.True(Enum.IsDefined(method.Access)));
    }

    // What is carried or tried again rests on this: a write that may be repeated has the id under which it is done once, or sets a state.
    [Fact]
    public void Read_WhenAMethodMayBeRepeated_IsAReadOrHasARequestId()
    {
        string[] setsAState = ["HoldDelivery", "ReleaseDelivery"];
        var unsafeOnes = MeshContracts.Methods.Values
            .Where(method => method.MayBeRepeated && !setsAState.Contains(method.Descriptor.Name)
                && method.Descriptor.GetOptions().GetExtension(AnnotationsExtensions.Http).PatternCase != HttpRule.PatternOneofCase.Get
                && method.Descriptor.InputType.FindFieldByName("request_id") is null)
            .Select(method => method.Path);

        Assert.Empty(unsafeOnes);
        Assert.False(MeshContracts.Find("/tyollisyys.mesh.labour.v1.EligibilityService/EvaluateEligibility")!.MayBeRepeated);
        Assert.False(MeshContracts.Find("/tyollisyys.mesh.kela.v1.BenefitRegisterService/ImportBenefitPayments")!.MayBeRepeated);
        Assert.True(MeshContracts.Find("/tyollisyys.mesh.labour.v1.EligibilityService/ListEligibilityFindings")!.MayBeRepeated);
    }

    [Fact]
    public void Read_WhenContractsAreTaken_HasFilesAndMessagesOfTheMeshOnly()
    {
        Assert.All(MeshContracts.Files, file => Assert.StartsWith("tyollisyys/mesh/", file.Name, StringComparison.Ordinal));
        Assert.Contains(MeshContracts.Files, file => file.Name == "tyollisyys/mesh/notices/v1/notices.proto");
        Assert.Same(DiscloseRequest.Descriptor, MeshContracts.Messages["tyollisyys.mesh.disclosure.v1.DiscloseRequest"]);
    }
}
