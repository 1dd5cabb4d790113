using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mesh.Disclosure;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.TestKit;

/// <summary>
/// Keys of every participation, made once in this process, and the directory that lists them: so that a test can ask and answer as
/// any of them, with signatures that hold.
/// </summary>
public static class TestSigners
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("mesh-signers-").FullName;
    private static readonly ConcurrentDictionary<Participation, Lazy<SigningKeys>> Keys = new();

    static TestSigners() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    /// <summary>The keys of one.</summary>
    public static SigningKeys Of(Participation participation) =>
        Keys.GetOrAdd(participation, _ => new(() => SigningKeys.OpenOrCreate(FileOf(participation), participation))).Value;

    /// <summary>Gives a host the file of its keys.</summary>
    public static void Install(Participation participation, string path)
    {
        _ = Of(participation);
        File.Copy(FileOf(participation), path);
    }

    /// <summary>The directory with everybody's keys, from 2020 on.</summary>
    public static byte[] InstalledDirectory(byte[] committed)
    {
        var from = new DateOnly(2020, 1, 1);
        var all = ParticipantDirectory.Read(committed).Directory.Entries.Select(entry => entry.Participation).ToList();
        return DirectoryDocument.WithInstallation(committed, new(
            DirectoryEntry.NotInstalled,
            all.ToDictionary(one => one, one => (IReadOnlyList<SigningKey>)[Of(one).PublicParts(from).Statements]),
            CheckpointKeys: all.ToDictionary(one => one, one => (IReadOnlyList<CheckpointKey>)[Of(one).PublicParts(from).Checkpoints])));
    }

    /// <summary>The request as its requester signs it.</summary>
    public static DiscloseRequest Sign(DiscloseRequest request, Participation requester, Participation holder, DateTimeOffset now) =>
        RequestStatement.Sign(request, requester, holder, Of(requester), now);

    /// <summary>The answer with the holder's receipt of it, given at the moment of the request.</summary>
    public static DiscloseResponse WithReceipt(this DiscloseResponse response, DiscloseRequest request, Participation holder)
    {
        var statement = Statements.Read(request.Statement, RequestStatement.Type)
            ?? throw new InvalidOperationException("The request is not signed.");
        var now = statement.MomentOf("iat")!.Value;
        response.Receipt = new Receipt(
            holder,
            Participation.TryParseUrn(statement.TextOf("iss"), out var requester) ? requester : throw new InvalidOperationException("Nobody has signed."),
            Guid.Parse(response.DisclosureId),
            new byte[SHA256.HashSizeInBytes],
            new RequestStatement(Guid.Empty, request.Statement, now).Sha256,
            response.ContentSha256.Memory,
            response.Basis,
            now).Sign(Of(holder));
        return response;
    }

    private static string FileOf(Participation participation) => Path.Combine(Folder, participation.Slug + ".json");
}
