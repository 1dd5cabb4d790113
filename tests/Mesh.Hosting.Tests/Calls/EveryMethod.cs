using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Mesh.Hosting.Contracts;

namespace Mesh.Hosting.Tests.Calls;

/// <summary>
/// Serves every method of the contracts, also those that come later, with a handler that only says that it was reached; and one
/// method that is in no contract.
/// </summary>
internal sealed class EveryMethod(Reached reached)
{
    public const string Unlisted = "/mesh.tests.v1.UnlistedService/Call";

    public Task<TResponse> Answer<TResponse>(string path)
        where TResponse : new()
    {
        reached.Paths.Enqueue(path);
        return Task.FromResult(new TResponse());
    }

    internal sealed class Provider : IServiceMethodProvider<EveryMethod>
    {
        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<EveryMethod> context)
        {
            foreach (var method in MeshContracts.Methods.Values)
            {
                Add(context, method.Path, method.Descriptor.InputType.ClrType, method.Descriptor.OutputType.ClrType, method.Descriptor.IsClientStreaming);
            }

            Add(context, Unlisted, typeof(Google.Protobuf.WellKnownTypes.Empty), typeof(Google.Protobuf.WellKnownTypes.Empty), isStream: false);
        }

        private static void Add(ServiceMethodProviderContext<EveryMethod> context, string path, Type request, Type response, bool isStream) =>
            typeof(Provider).GetMethod(isStream ? nameof(AddStream) : nameof(AddUnary), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(request, response)
                .Invoke(null, [context, path]);

        private static void AddUnary<TRequest, TResponse>(ServiceMethodProviderContext<EveryMethod> context, string path)
            where TRequest : class, IMessage<TRequest>, new()
            where TResponse : class, IMessage<TResponse>, new() =>
            context.AddUnaryMethod(
                MethodOf<TRequest, TResponse>(MethodType.Unary, path), [], (service, _, _) => service.Answer<TResponse>(path));

        private static void AddStream<TRequest, TResponse>(ServiceMethodProviderContext<EveryMethod> context, string path)
            where TRequest : class, IMessage<TRequest>, new()
            where TResponse : class, IMessage<TResponse>, new() =>
            context.AddClientStreamingMethod(
                MethodOf<TRequest, TResponse>(MethodType.ClientStreaming, path), [], (service, _, _) => service.Answer<TResponse>(path));

        private static Method<TRequest, TResponse> MethodOf<TRequest, TResponse>(MethodType type, string path)
            where TRequest : class, IMessage<TRequest>, new()
            where TResponse : class, IMessage<TResponse>, new() =>
            new(type, path.Split('/')[1], path.Split('/')[2], MarshallerOf<TRequest>(), MarshallerOf<TResponse>());

        private static Marshaller<T> MarshallerOf<T>()
            where T : class, IMessage<T>, new() =>
            Marshallers.Create(message => message.ToByteArray(), new MessageParser<T>(() => new T()).ParseFrom);
    }
}

/// <summary>Which handlers were reached.</summary>
internal sealed class Reached
{
    public ConcurrentQueue<string> Paths { get; } = new();
}
