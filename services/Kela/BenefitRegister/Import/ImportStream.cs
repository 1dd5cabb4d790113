using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.BenefitRegister;

/// <summary>A stream read to its end.</summary>
/// <param name="RequestId">Of the header; empty when there is none.</param>
/// <param name="Digest">SHA-256 over every message, each with its length: what tells two streams apart.</param>
/// <param name="Clients">What it says, by client.</param>
/// <param name="Violations">What is wrong with it as far as the stream alone tells.</param>
internal sealed record ImportedStream(string RequestId, byte[] Digest, IReadOnlyList<ClientImport> Clients, Violations Violations);

/// <summary>Reads the messages of an import, and finds what each of them has wrong. Holds dates, not messages: a full stream takes some 50 MiB.</summary>
internal sealed class ImportStream(ImportLimits limits, ClientCollection clients)
{
    // Thousands of broken messages are one mistake of the sending system; what comes after them tells nothing new.
    private const int MostViolations = 10_000;

    private readonly Violations _violations = new();
    private string? _requestId;
    private int _messages;
    private int _payments;
    private long _bytes;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the stream goes on beyond the limits.</exception>
    public async Task<ImportedStream> ReadAsync(IAsyncStreamReader<ImportBenefitPaymentsRequest> stream, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await stream.MoveNext(cancellation))
        {
            Count(stream.Current);
            AddTo(digest, stream.Current);
            if (_violations.All.Count < MostViolations)
            {
                Take(stream.Current);
            }
        }

        if (_requestId is null)
        {
            _violations.Add(ImportPaths.Header, ViolationCodes.Required, "The first message must be the header.");
        }

        return new ImportedStream(_requestId ?? "", digest.GetHashAndReset(), clients.All, _violations);
    }

    private void Count(ImportBenefitPaymentsRequest message)
    {
        _messages++;
        _bytes += message.CalculateSize();
        if (_messages > limits.Messages || _bytes > limits.Bytes)
        {
            throw ImportLimits.TooLarge.Raise();
        }
    }

    // With its length, so that no two streams run together into the same bytes.
    private static void AddTo(IncrementalHash digest, ImportBenefitPaymentsRequest message)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = message.ToByteArray();
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        digest.AppendData(length);
        digest.AppendData(bytes);
    }

    private void Take(ImportBenefitPaymentsRequest message)
    {
        switch (message.PartCase)
        {
            case ImportBenefitPaymentsRequest.PartOneofCase.Header:
                TakeHeader(message.Header);
                break;
            case ImportBenefitPaymentsRequest.PartOneofCase.Payments:
                RequestRules.Check(message.Payments, _violations, ImportPaths.Message(_payments));
                clients.Add(message.Payments, _payments, _violations);
                _payments++;
                break;
            default:
                _violations.Add(ImportPaths.Message(_payments), ViolationCodes.Required, "A message must hold the header or payments.");
                _payments++;
                break;
        }
    }

    private void TakeHeader(ImportHeader header)
    {
        if (_requestId is not null)
        {
            _violations.Add(ImportPaths.Header, ImportViolationCodes.HeaderTwice, "There must be one header.");
            return;
        }

        if (_messages > 1)
        {
            _violations.Add(ImportPaths.Header, ImportViolationCodes.HeaderNotFirst, "The header must be the first message.");
        }

        RequestRules.Check(header, _violations, ImportPaths.Header);
        _requestId = header.RequestId;
    }
}
