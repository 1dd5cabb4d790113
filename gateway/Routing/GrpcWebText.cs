using System.Security.Cryptography;
using System.Text;

namespace Mesh.Gateway.Routing;

/// <summary>
/// The text form of gRPC-web (<c>application/grpc-web-text</c>): its binary form in base64, on the way in and on the way out. Done here
/// because the library's own does it for services in the same process only, not for calls that are carried on.
/// </summary>
internal static class GrpcWebText
{
    private const string Text = "application/grpc-web-text";
    private const string Binary = "application/grpc-web";

    public static async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.ContentType?.StartsWith(Text, StringComparison.OrdinalIgnoreCase) != true)
        {
            await next(context);
            return;
        }

        request.ContentType = Binary + request.ContentType[Text.Length..];
        request.Headers.Accept = request.Headers.Accept.ToString().Replace(Text, Binary, StringComparison.OrdinalIgnoreCase);
        request.ContentLength = null;
        request.Body = new CryptoStream(request.Body, new FromBase64Transform(), CryptoStreamMode.Read);
        response.OnStarting(() =>
        {
            if (response.ContentType?.StartsWith(Binary, StringComparison.Ordinal) == true)
            {
                response.ContentType = Text + response.ContentType[Binary.Length..];
            }

            return Task.CompletedTask;
        });
        response.Body = new Base64Stream(response.Body);
        await next(context);
    }

    // Each write is base64 of its own, padding included, as the protocol allows: what a stream brings is not held back.
    private sealed class Base64Stream(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(Encoding.ASCII.GetBytes(Convert.ToBase64String(buffer.Span)), cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
