namespace Mesh.Servers;

/// <summary>What a private RabbitMQ node is told.</summary>
public sealed record PrivateRabbitMqSettings
{
    /// <summary>Folder of everything the node writes; closed to other users. Kept between starts, so that queues are.</summary>
    public required string Folder { get; init; }

    /// <summary>Port of AMQP over TLS on 127.0.0.1. There is no port without TLS.</summary>
    public required int Port { get; init; }

    /// <summary>Port between Erlang nodes, by which <see cref="PrivateRabbitMq.ControlAsync"/> reaches this one; the next one when left out.</summary>
    public int InterNodePort { get; init; }

    /// <summary>Port of the node's own port mapper (epmd), so that it meets no other Erlang program's; the one after when left out.</summary>
    public int PortMapperPort { get; init; }

    /// <summary>PEM certificate of the broker.</summary>
    public required string CertificatePath { get; init; }

    /// <summary>PEM private key of that certificate.</summary>
    public required string CertificateKeyPath { get; init; }

    /// <summary>PEM file of the roots that clients' certificates must come from.</summary>
    public required string TrustedRootsPath { get; init; }

    /// <summary>JSON definitions of users, queues, exchanges, bindings and permissions, imported at each start.</summary>
    public required string DefinitionsPath { get; init; }

    /// <summary>Folder of the server's programs, as Debian installs them.</summary>
    public string Programs { get; init; } = "/usr/lib/rabbitmq/bin";
}
