using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>AKT-SIGN-2 on a real database: calls that run at the same time, each in its own scope and connection.</summary>
public sealed class ConcurrentSigningTests
{
    private const int Rounds = 4;

    [Fact]
    public async Task Sign_WhenTwoSignTheLastTwoAtOnce_KeepsBothAndActivatesOnce()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var office = await OfficeHost.StartAsync();
            var aino = await AinosCase.DraftedAsync(office);
            await aino.SignAsync(SignerRole.LabourAuthority);

            var region = office.Send(Callers.Region, aino.Cosignature());
            var client = office.Send(Callers.Aino, aino.OwnSignature());
            var answers = new[] { ((await region).State, (await region).CaseVersion), ((await client).State, (await client).CaseVersion) };

            Assert.Equal([(PlanState.AwaitingSignatures, 6), (PlanState.Active, 7)], answers.OrderBy(answer => answer.CaseVersion));
            Assert.Equal(3, (await aino.GetAsync()).Signatures.Count);
            Assert.Single(await office.ToldAsync(), name => name == "PlanActivated");
            Assert.Equal(3, (await office.ToldAsync()).Count(name => name == "PlanSigned"));
        }
    }

    [Fact]
    public async Task Sign_WhenOneRequestIsSentTwiceAtOnce_IsOneSignatureWithOneAnswer()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var office = await OfficeHost.StartAsync();
            var aino = await AinosCase.DraftedAsync(office);
            var request = aino.Signature();

            var (one, other) = (office.Send(Callers.Expert, request), office.Send(Callers.Expert, request));

            Assert.Equal(await one, await other);
            Assert.Single(await office.RowsAsync<SignatureRow>());
        }
    }

    [Fact]
    public async Task Sign_WhenANewVersionIsWrittenAtOnce_NeverStandsOnBytesThatWereNotNamed()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var office = await OfficeHost.StartAsync();
            var aino = await AinosCase.DraftedAsync(office);

            // The signature moves the case on, so the draft is refused when it comes second; the signature then stands.
            var signing = OutcomeAsync(office.Send(Callers.Aino, aino.OwnSignature()));
            var drafting = OutcomeAsync(office.Send(Callers.Expert, aino.Draft("Toinen tavoite")));
            var outcome = (await signing, await drafting);

            Assert.Contains(outcome, new[] { ("OK", "STALE_CASE_VERSION"), ("STALE_PLAN_VERSION", "OK") });
            var plan = await aino.GetAsync();
            Assert.All(plan.Signatures, signature => Assert.Equal(plan.ContentSha256, signature.ContentSha256));
            Assert.Equal(outcome.Item1 == "OK" ? 1 : 0, plan.Signatures.Count);
        }
    }

    private static async Task<string> OutcomeAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return "OK";
        }
        catch (RpcException refusal)
        {
            return RefusalReader.ReasonOf(refusal)!;
        }
    }
}
