using Grpc.Core;

namespace Mesh.Hosting.Tests.Calls;

/// <summary>Calls any method by its path with bytes, as a client that knows no contract could.</summary>
internal static class AnyCall
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    /// <summary>Null when the call succeeded.</summary>
    public static async Task<RpcException?> TryAsync(ChannelBase channel, string path, byte[] body, CallOptions options, bool isStream = false)
    {
        var names = path.Split('/');
        var method = new Method<byte[], byte[]>(isStream ? MethodType.ClientStreaming : MethodType.Unary, names[1], names[2], Bytes, Bytes);
        try
        {
            if (isStream)
            {
                using var call = channel.CreateCallInvoker().AsyncClientStreamingCall(method, null, options);
                await TrySendAsync(call, body, options.CancellationToken);
                await call.ResponseAsync;
            }
            else
            {
                await channel.CreateCallInvoker().AsyncUnaryCall(method, null, options, body);
            }

            return null;
        }
        catch (RpcException refusal)
        {
            return refusal;
        }
    }

    public static CallOptions Options(string? token = null, bool hasDeadline = true, params (string Key, string Value)[] headers)
    {
        var metadata = new Metadata();
        foreach (var (key, value) in headers)
        {
            metadata.Add(key, value);
        }

        if (token is not null)
        {
            metadata.Add("authorization", $"Bearer {token}");
        }

        return new CallOptions(metadata, hasDeadline ? Soon : null, TestContext.Current.CancellationToken);
    }

    /// <summary>Far enough never to be what ends a call.</summary>
    public static DateTime Soon => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30);

    private static async Task TrySendAsync(AsyncClientStreamingCall<byte[], byte[]> call, byte[] body, CancellationToken cancellation)
    {
        try
        {
            await call.RequestStream.WriteAsync(body, cancellation);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException or IOException)
        {
            // Refused before the stream was read; the response says why.
        }
    }
}
