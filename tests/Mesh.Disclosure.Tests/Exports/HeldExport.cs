using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>A municipality's export of a person to whom everything has happened, its file, and what somebody makes of them.</summary>
internal sealed class HeldExport
{
    private static readonly Lazy<Task<HeldExport>> Shared = new(MakeAsync);

    private static readonly ECDsa DirectoryKeys = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private HeldExport(string jws, ParticipantDirectory directory, ReadOnlyMemory<byte> directoryJson) =>
        (Jws, Directory, DirectoryJson) = (jws, directory, directoryJson);

    /// <summary>Whole and well; the same for every test, since none can change it.</summary>
    public static Task<HeldExport> WholeAsync() => Shared.Value;

    public string Jws { get; }

    public ParticipantDirectory Directory { get; }

    public ReadOnlyMemory<byte> DirectoryJson { get; }

    /// <summary>What it says, to be changed.</summary>
    public JsonObject Claims => JsonNode.Parse(Base64Url.DecodeFromChars(Jws.Split('.')[1]))!.AsObject();

    /// <summary>The public key of the file's directory; each its own, since one is not promised to serve two threads.</summary>
    public static ECDsa DirectoryKey() => ECDsa.Create(DirectoryKeys.ExportParameters(includePrivateParameters: false));

    /// <summary>Two other organisations cosign the newest checkpoint.</summary>
    public static async Task CosignAsync(TestHolder holder, params Participation[] witnesses)
    {
        foreach (var witness in witnesses)
        {
            var ledger = new HeldLedger(holder, witness);
            var note = SignedNote.TryRead((await ledger.Checkpoint(new())).Note)!;
            await ledger.Cosign(new AddCosignatureRequest
            {
                TreeSize = Checkpoint.TryRead(note.Text)!.Size,
                Cosignature = TestLedgerKeys.KeyOf(witness).Cosign(note.Text, holder.Time.GetUtcNow()).Line.TrimEnd('\n'),
            });
        }
    }

    public static async Task<HeldExport> OfAsync(TestHolder holder, PersonalIdentityCode who)
    {
        var answer = await holder.AsClientAsync(who, services => ActivatorUtilities.CreateInstance<MyUsesGrpcService>(services)
            .ExportMyUses(new ExportMyUsesRequest(), new TestCall("/MyUsesService/ExportMyUses")));
        await using var scope = holder.Scope();
        var file = scope.ServiceProvider.Get<DirectoryFile>();
        return new HeldExport(answer.Export, file.Current, file.Bytes.Json);
    }

    public CheckedExport Check(string? jws = null) => CheckedExport.Check(jws ?? Jws, People.Municipality, Directory);

    /// <summary>As the holder itself would sign it, had it something to hide; or another.</summary>
    public static string Signed(JsonNode claims, IParticipationSigner? signer = null)
    {
        using var document = JsonDocument.Parse(claims.ToJsonString());
        return Statements.Sign(
            signer ?? TestSigners.Of(People.Municipality), ExportParts.Type, CanonicalJson.Write((Dictionary<string, object>)JsonTree.Read(document.RootElement)!));
    }

    /// <summary>The file as the gateway makes it, with nobody else reached.</summary>
    public JsonObject File()
    {
        using var key = ECDsa.Create(DirectoryKeys.ExportParameters(includePrivateParameters: true));
        return new()
        {
            ["form"] = ExportFile.Form,
            ["made_at"] = ReceiptParts.Instant(Check().MadeAt!.Value),
            ["directory"] = new JsonObject
            {
                ["document"] = Convert.ToBase64String(DirectoryJson.Span),
                ["signature"] = Convert.ToBase64String(DirectorySignature.Sign(DirectoryJson.Span, key)),
            },
            ["participations"] = new JsonArray([.. Directory.Entries.Select(entry => (JsonNode)(entry.Participation == People.Municipality
                ? new JsonObject { ["participation"] = entry.Participation.ToString(), ["export"] = Jws }
                : new JsonObject { ["participation"] = entry.Participation.ToString(), ["not_reached"] = "UNAVAILABLE" }))]),
        };
    }

    /// <summary>A consent given, used, narrowed and used, a refusal, a contact ban, and attempts that were denied.</summary>
    public static async Task HappenAsync(TestHolder holder)
    {
        var form = TestHolder.Form(People.Aino, People.Region);
        form.Categories.Add(DataCategory.BenefitDays);
        var consent = await holder.RegisterAsync(form);
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.NarrowMineAsync(People.Aino, new() { RequestId = TestHolder.Id(), ConsentId = consent.ConsentId, ValidThrough = "2023-11-30" });
        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.OtherRegion, TestHolder.Request(People.Aino)));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.RefuseAsync(People.Aino, ClientCalls.Refuse());
        await holder.RecordBanAsync(new()
        {
            RequestId = TestHolder.Id(), PersonalIdentityCode = People.AinoText, ValidFrom = "2023-11-20", Source = "POPULATION_INFORMATION_SYSTEM",
        });
        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));
    }

    private static async Task<HeldExport> MakeAsync()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await HappenAsync(holder);
        await holder.SealAsync();
        await CosignAsync(holder, People.Kela, People.Region);
        return await OfAsync(holder, People.Aino);
    }
}
