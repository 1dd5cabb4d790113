using System.Globalization;

namespace Mesh.Servers;

/// <summary>The <c>rabbitmq.conf</c> of the mesh's broker: the same lines for a private node and for a container.</summary>
public static class RabbitMqConfiguration
{
    /// <summary>
    /// Largest message in bytes: twice the largest notice (64 KiB). What is larger is nobody's notice and closes its sender's channel.
    /// </summary>
    public const int LargestMessage = 128 * 1024;

    /// <summary>
    /// Largest write-ahead log of quorum queues in bytes. As much of it is held in memory, at times thrice, and by default it is 512 MiB: more
    /// than a broker of 1 GiB may use before it takes nothing more.
    /// </summary>
    public const int LargestWriteAheadLog = 64 * 1024 * 1024;

    /// <summary>The file.</summary>
    /// <param name="address">Address and port of AMQP over TLS, such as <c>127.0.0.1:5671</c>.</param>
    /// <param name="certificate">PEM certificate of the broker.</param>
    /// <param name="key">PEM private key of that certificate.</param>
    /// <param name="roots">PEM file of the roots that clients' certificates must come from.</param>
    /// <param name="definitions">JSON definitions, imported at each start.</param>
    /// <param name="toConsole">Whether it speaks to the console, as a container does, and not to a file.</param>
    /// <remarks>
    /// A client is the user whose name is the URI of its certificate's subject alternative name; there are no passwords and no other way
    /// in. Every key is one that both RabbitMQ 3.10 and 4 know.
    /// </remarks>
    public static string Text(string address, string certificate, string key, string roots, string definitions, bool toConsole = false) => string.Create(CultureInfo.InvariantCulture, $"""
        listeners.tcp = none
        listeners.ssl.1 = {address}
        ssl_options.cacertfile = {roots}
        ssl_options.certfile = {certificate}
        ssl_options.keyfile = {key}
        ssl_options.verify = verify_peer
        ssl_options.fail_if_no_peer_cert = true
        ssl_options.versions.1 = tlsv1.3
        ssl_options.versions.2 = tlsv1.2
        auth_mechanisms.1 = EXTERNAL
        ssl_cert_login_from = subject_alternative_name
        ssl_cert_login_san_type = uri
        ssl_cert_login_san_index = 0
        load_definitions = {definitions}
        max_message_size = {LargestMessage}
        raft.wal_max_size_bytes = {LargestWriteAheadLog}
        {(toConsole ? "log.console = true\nlog.console.level = warning\nlog.file = false" : "log.console = false\nlog.file.level = warning")}

        """);
}
