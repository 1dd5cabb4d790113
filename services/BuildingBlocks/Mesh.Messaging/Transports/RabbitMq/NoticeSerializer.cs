using System.Net.Mime;
using System.Text;
using MassTransit;

namespace Mesh.Messaging;

/// <summary>The envelope's own bytes and nothing around them: CloudEvents 1.0 over AMQP, structured mode.</summary>
internal sealed class NoticeSerializer : IMessageSerializer
{
    public static readonly NoticeSerializer Instance = new();

    public ContentType ContentType { get; } = new("application/cloudevents+json; charset=utf-8");

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => context.Message is NoticeEnvelope envelope
            ? new Body(envelope.ToJson())
            : throw new InvalidOperationException("Only notices go on this bus.");

    private sealed class Body(byte[] bytes) : MessageBody
    {
        public long? Length => bytes.Length;

        public Stream GetStream() => new MemoryStream(bytes, writable: false);

        public byte[] GetBytes() => bytes;

        public string GetString() => Encoding.UTF8.GetString(bytes);
    }
}
