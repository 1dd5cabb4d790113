using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;

namespace Mesh.Gateway.Tests;

/// <summary>A call as a browser makes it: the gRPC-web protocol, in its binary or its text form, by any version of HTTP.</summary>
internal static class GrpcWebCall
{
    private const byte TrailerFlag = 0x80;

    public static async Task<GrpcWebAnswer> SendAsync(
        HttpClient http, Uri address, string method, IMessage request, bool isText, Version version, params (string Name, string Value)[] headers)
    {
        using var message = Request(address, method, request, isText, version, headers);
        using var response = await http.SendAsync(message);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new GrpcWebAnswer(response, Frames(isText ? Decoded(bytes) : bytes));
    }

    /// <summary>The same, read only until the first message of the answer.</summary>
    public static async Task<byte[]> FirstMessageAsync(
        HttpClient http, Uri address, string method, IMessage request, params (string Name, string Value)[] headers)
    {
        using var message = Request(address, method, request, false, HttpVersion.Version11, headers);
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var head = new byte[5];
        await stream.ReadExactlyAsync(head);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
        await stream.ReadExactlyAsync(body);
        return body;
    }

    private static HttpRequestMessage Request(
        Uri address, string method, IMessage request, bool isText, Version version, (string Name, string Value)[] headers)
    {
        var frame = new byte[5 + request.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), request.CalculateSize());
        request.ToByteArray().CopyTo(frame, 5);
        var body = new ByteArrayContent(isText ? Encoding.ASCII.GetBytes(Convert.ToBase64String(frame)) : frame);
        var type = isText ? "application/grpc-web-text" : "application/grpc-web+proto";
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, method))
        {
            Content = body,
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.TryAddWithoutValidation("x-grpc-web", "1");
        message.Headers.TryAddWithoutValidation("accept", type);
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    // Each flush is base64 of its own, hence padding inside.
    private static byte[] Decoded(byte[] text)
    {
        var all = new List<byte>();
        var characters = Encoding.ASCII.GetString(text);
        for (var i = 0; i < characters.Length; i += 4)
        {
            all.AddRange(Convert.FromBase64String(characters.Substring(i, 4)));
        }

        return [.. all];
    }

    private static List<(bool IsTrailer, byte[] Body)> Frames(byte[] bytes)
    {
        var frames = new List<(bool, byte[])>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 1));
            frames.Add((bytes[at] == TrailerFlag, bytes[(at + 5)..(at + 5 + length)]));
            at += 5 + length;
        }

        return frames;
    }
}

/// <summary>Messages and trailers; a refusal before any message may have its status among the headers.</summary>
internal sealed class GrpcWebAnswer
{
    public GrpcWebAnswer(HttpResponseMessage response, List<(bool IsTrailer, byte[] Body)> frames)
    {
        HttpStatus = (int)response.StatusCode;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        Messages = [.. frames.Where(frame => !frame.IsTrailer).Select(frame => frame.Body)];
        Trailers = frames.Where(frame => frame.IsTrailer)
            .SelectMany(frame => Encoding.UTF8.GetString(frame.Body).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            .Select(line => line.Split(':', 2))
            .Concat(response.Headers.Select(header => new[] { header.Key, string.Join(',', header.Value) }))
            .GroupBy(pair => pair[0].ToLowerInvariant(), pair => pair[1].Trim())
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    public int HttpStatus { get; }

    public string? MediaType { get; }

    public IReadOnlyList<byte[]> Messages { get; }

    public IReadOnlyDictionary<string, string> Trailers { get; }

    public string? Reason => Status?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason;

    public Google.Rpc.Status? Status => Trailers.TryGetValue("grpc-status-details-bin", out var details)
        ? Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')))
        : null;
}
