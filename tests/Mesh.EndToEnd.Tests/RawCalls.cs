using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.EndToEnd.Tests;

/// <summary>How a call came out.</summary>
/// <param name="Refusal">Null when it was answered.</param>
/// <param name="Shown">What the caller can tell apart: status, reason and details, but for ids.</param>
/// <param name="Message">The answer.</param>
internal sealed record RawAnswer(RpcException? Refusal, string Shown, byte[] Message);

/// <summary>Calls of any method, by its descriptor.</summary>
internal static partial class RawCalls
{
    /// <summary>What is shown of a handshake that failed.</summary>
    public const string NoHandshake = "no handshake";

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>Who may call it.</summary>
    public static Access AccessOf(MethodDescriptor method) => MeshContracts.Find($"/{method.Service.FullName}/{method.Name}")!.Access;

    /// <summary>Calls once; a client's stream is ended without a message, a server's is read to its end.</summary>
    public static async Task<RawAnswer> AnswerAsync(CallInvoker calls, MethodDescriptor method, string? token, byte[] request)
    {
        var call = new Method<byte[], byte[]>(
            (method.IsClientStreaming, method.IsServerStreaming) switch
            {
                (true, _) => MethodType.ClientStreaming,
                (_, true) => MethodType.ServerStreaming,
                _ => MethodType.Unary,
            },
            method.Service.FullName,
            method.Name,
            Bytes,
            Bytes);
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", "Bearer " + token);
        }

        var options = new CallOptions(headers, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));
        try
        {
            return new RawAnswer(null, "OK", await MessageAsync());
        }
        catch (RpcException refusal) when (IsHandshake(refusal))
        {
            return new RawAnswer(refusal, NoHandshake, []);
        }
        catch (RpcException refusal)
        {
            var details = Ids().Replace(Encoding.Latin1.GetString(refusal.Trailers.GetValueBytes("grpc-status-details-bin") ?? []), "an id");
            return new RawAnswer(refusal, $"{refusal.StatusCode} {RefusalReader.ReasonOf(refusal)}|{Convert.ToHexStringLower(Encoding.Latin1.GetBytes(details))}", []);
        }

        async Task<byte[]> MessageAsync()
        {
            if (method.IsServerStreaming)
            {
                using var answers = calls.AsyncServerStreamingCall(call, null, options, request);
                using var all = new MemoryStream();
                await foreach (var answer in answers.ResponseStream.ReadAllAsync())
                {
                    all.Write(answer);
                }

                return all.ToArray();
            }

            if (!method.IsClientStreaming)
            {
                return await calls.AsyncUnaryCall(call, null, options, request);
            }

            using var stream = calls.AsyncClientStreamingCall(call, null, options);
            await stream.RequestStream.CompleteAsync();
            return await stream.ResponseAsync;
        }
    }

    // The client library reports one and the same failure now as UNAVAILABLE, now as INTERNAL.
    private static bool IsHandshake(RpcException refusal) =>
        refusal is { StatusCode: StatusCode.Unavailable or StatusCode.Internal, Status.DebugException: HttpRequestException };

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
