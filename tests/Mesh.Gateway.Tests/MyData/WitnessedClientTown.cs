using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>What a test of exports does at the holders of a town.</summary>
internal static class WitnessedClientTown
{
    /// <summary>Seals a holder's ledger and has others cosign it, as their witnesses do every while.</summary>
    public static async Task SealAndCosignAsync(this ClientTown town, TestHost holder, params Participation[] witnesses)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await holder.InScopeAsync(services => services.GetRequiredService<LedgerSealer>().SealAsync(cancellation));
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20);
        foreach (var witness in witnesses)
        {
            using var channel = holder.Channel(witness.Urn);
            using var key = LedgerKey.Of(witness.Urn, town.Installation.Signing(witness).CheckpointSeed.Span);
            var ledger = new LedgerService.LedgerServiceClient(channel);
            var note = SignedNote.TryRead((await ledger.GetCheckpointAsync(new(), deadline: deadline, cancellationToken: cancellation)).Note)!;
            await ledger.AddCosignatureAsync(
                new AddCosignatureRequest
                {
                    TreeSize = Checkpoint.TryRead(note.Text)!.Size,
                    Cosignature = key.Cosign(note.Text, town.Installation.Time.GetUtcNow()).Line.TrimEnd('\n'),
                },
                deadline: deadline,
                cancellationToken: cancellation);
        }
    }
}
