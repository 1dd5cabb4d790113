using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>Calls a method that is known only by its descriptor: JSON in, JSON out, bytes on the wire.</summary>
internal static class DescriptorCalls
{
    private static readonly ActivitySource Source = new("Tyollisyys.Mesh.Player");
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static async Task<CallOutcome> CallAsync(
        ActorChannel channel, MethodDescriptor method, IReadOnlyList<JToken> requests, DateTime deadline, CancellationToken ct)
    {
        // One trace for each call: the client library carries the current activity on, whether anybody listens or not.
        using var activity = Source.StartActivity(method.FullName, ActivityKind.Client) ?? StartUnheard(method.FullName);
        var traceId = activity.TraceId.ToHexString();
        var messages = requests.Select(request => Serialise(request, method.InputType)).ToList();
        var options = new CallOptions(channel.Metadata, deadline, ct);
        try
        {
            var answer = method.IsClientStreaming
                ? await StreamAsync(channel.Invoker, Describe(method, MethodType.ClientStreaming), options, messages)
                : await channel.Invoker.AsyncUnaryCall(Describe(method, MethodType.Unary), null, options, messages[0]);
            return new() { Status = StatusCode.OK, Answer = ToJson(method.OutputType.Parser.ParseFrom(answer)), TraceId = traceId };
        }
        catch (RpcException refusal) when (!ct.IsCancellationRequested)
        {
            return CallOutcome.Of(refusal, traceId);
        }
    }

    public static JToken ToJson(IMessage message)
    {
        // Dates stay texts: what is compared is what was on the wire.
        using var reader = new JsonTextReader(new StringReader(Formatter.Format(message))) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    private static byte[] Serialise(JToken json, MessageDescriptor type) =>
        JsonParser.Default.Parse(json.ToString(Formatting.None), type).ToByteArray();

    private static async Task<byte[]> StreamAsync(
        CallInvoker invoker, Method<byte[], byte[]> method, CallOptions options, List<byte[]> messages)
    {
        using var call = invoker.AsyncClientStreamingCall(method, null, options);
        try
        {
            foreach (var message in messages)
            {
                await call.RequestStream.WriteAsync(message, options.CancellationToken);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The service has answered before the stream ended; its answer says why.
        }

        return await call.ResponseAsync;
    }

    private static Method<byte[], byte[]> Describe(MethodDescriptor method, MethodType type) =>
        new(type, method.Service.FullName, method.Name, Bytes, Bytes);

    private static Activity StartUnheard(string name)
    {
        var activity = new Activity(name) { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        return activity.SetIdFormat(ActivityIdFormat.W3C).Start();
    }
}
