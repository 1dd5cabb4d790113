using System.Text;
using Microsoft.AspNetCore.Http;

namespace Mesh.Hosting.Rest;

/// <summary>Lets an answer through and keeps an error back, so that it can be said in another form.</summary>
internal sealed class ErrorBody(HttpResponse response, Stream answer) : Stream
{
    // An error is small; what a faulty one adds is cut.
    private const int Most = 64 * 1024;

    private readonly MemoryStream _kept = new();

    /// <summary>The error as the framework wrote it.</summary>
    public string Text => Encoding.UTF8.GetString(_kept.GetBuffer(), 0, (int)_kept.Length);

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsError => response.StatusCode >= StatusCodes.Status400BadRequest;

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are written asynchronously.");

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsError)
        {
            return answer.WriteAsync(buffer, cancellationToken);
        }

        _kept.Write(buffer.Span[..(int)Math.Min(buffer.Length, Most - _kept.Length)]);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => IsError ? Task.CompletedTask : answer.FlushAsync(cancellationToken);

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();
}
