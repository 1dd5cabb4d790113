using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Tyollisyys.Mesh.Client;

/// <summary>Which calls are tried again: those that the contract calls idempotent or without side effects, on UNAVAILABLE only.</summary>
internal static class Retries
{
    private static readonly IReadOnlyList<MethodName> Repeatable =
    [
        .. typeof(RulesReflection).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", typeof(FileDescriptor))?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods)
            // A stream is not sent twice: the first half may be gone.
            .Where(method => !method.IsClientStreaming && method.GetOptions() is { IdempotencyLevel: not MethodOptions.Types.IdempotencyLevel.IdempotencyUnknown })
            .Select(method => new MethodName { Service = method.Service.FullName, Method = method.Name }),
    ];

    public static ServiceConfig? Of(int attempts)
    {
        if (attempts == 1)
        {
            return null;
        }

        var method = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = attempts,
                InitialBackoff = TimeSpan.FromMilliseconds(200),
                MaxBackoff = TimeSpan.FromSeconds(2),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var name in Repeatable)
        {
            method.Names.Add(name);
        }

        return new ServiceConfig { MethodConfigs = { method } };
    }
}
