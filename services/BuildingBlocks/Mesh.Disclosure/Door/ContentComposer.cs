using System.Security.Cryptography;
using Google.Protobuf;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Telemetry;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>The content of a permit, serialised once.</summary>
/// <param name="Bytes">What leaves.</param>
/// <param name="Sha256">Its digest.</param>
/// <param name="Given">The categories in it; may be fewer than permitted, or none.</param>
internal sealed record ComposedContent(ByteString Bytes, byte[] Sha256, IReadOnlyList<DataCategory> Given);

/// <summary>Collects what a permit gives from the sources of its categories, and nothing else.</summary>
internal sealed class ContentComposer(IEnumerable<IDisclosureSource> sources, Subjects subjects)
{
    // 256 bits, twice what the digest of a small answer needs so that it cannot be found by trying.
    private const int SaltBytes = 32;

    /// <summary>Composes.</summary>
    /// <exception cref="EvidenceDamagedException">What is stored is no longer what was stored.</exception>
    public async Task<ComposedContent> ComposeAsync(
        Decision.Permit permit, SourceRequest request, CancellationToken cancellation)
    {
        using var span = MeshTelemetry.Source.StartActivity("door.collect");
        var content = new DisclosedContent { Salt = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(SaltBytes)) };
        var given = new List<DataCategory>();
        try
        {
            foreach (var category in permit.Given)
            {
                if (await AddAsync(category, content, request, cancellation))
                {
                    given.Add(category);
                }
            }

            if (permit.Ground.Rule.NamesPerson && given.Count > 0)
            {
                content.PersonalIdentityCode = (await subjects.RevealAsync(request.SubjectId, cancellation)).Reveal();
            }
        }
        catch (AtRestTamperedException)
        {
            throw new EvidenceDamagedException(EvidenceDamagedException.StoredDataDamaged);
        }

        var bytes = content.ToByteString();
        return new ComposedContent(bytes, SHA256.HashData(bytes.Span), given);
    }

    // Each source fills a content of its own, of which one field is taken: a faulty source cannot give what was not permitted.
    private async Task<bool> AddAsync(
        DataCategory category, DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        // The rules say what may leave, not what there is: a holder without such data answers like one that has none of this person.
        if (sources.SingleOrDefault(candidate => candidate.Category == category) is not { } source)
        {
            return false;
        }

        var contributed = new DisclosedContent();
        await source.ContributeAsync(contributed, request, cancellation);
        var field = ContentFields.Of(category)
            ?? throw new InvalidOperationException($"DisclosedContent has no field for {category}.");
        if (field.Accessor.GetValue(contributed) is not IMessage value)
        {
            return false;
        }

        field.Accessor.SetValue(content, value);
        return true;
    }
}
