using System.Diagnostics;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>
/// Calls what the service has mapped, with generated clients and without a network: the request's rules, the boundary that turns
/// faults into statuses, a scope for each call, a trace of its own. Only who calls is said instead of shown by certificates.
/// </summary>
internal sealed class InProcessCalls(WebApplication app, Caller caller) : CallInvoker
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => new(
            Task.Run(() => ServeAsync(method, request), options.CancellationToken),
            Task.FromResult(new Metadata()),
            () => Status.DefaultSuccess,
            () => [],
            () => { });

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private async Task<TResponse> ServeAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest sent)
        where TRequest : class
        where TResponse : class
    {
        Activity.Current = null;
        using var trace = new Activity(method.Name).SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var scope = app.Services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        provider.GetRequiredService<CallScope>().Enter(caller);
        var boundary = ActivatorUtilities.CreateInstance<FaultBoundary>(provider);
        var service = ActivatorUtilities.CreateInstance(provider, ServiceOf(method.FullName));

        // Through bytes, as on the wire: nobody shares a message with the caller.
        var request = (TRequest)((IMessage)sent).Descriptor.Parser.ParseFrom(((IMessage)sent).ToByteArray());
        return await boundary.UnaryServerHandler(request, new TestCall(method.FullName), async (received, context) =>
        {
            provider.GetRequiredService<RequestGate>().Pass(received);
            var answer = await service.GetType().GetMethod(method.Name)!.CreateDelegate<UnaryServerMethod<TRequest, TResponse>>(service)(received, context);
            foreach (var record in provider.GetServices<IBeforeAnswer>())
            {
                await record.BeforeAnswerAsync(method.Name, context.CancellationToken);
            }

            return answer;
        });
    }

    private Type ServiceOf(string path) => ((IEndpointRouteBuilder)app).DataSources
        .SelectMany(source => source.Endpoints)
        .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>())
        .First(metadata => metadata?.Method.FullName == path)!.ServiceType;
}
