using Grpc.Core;
using Grpc.Core.Interceptors;
using Mesh.Hosting.Calls;

namespace Mesh.Gateway.Routing;

/// <summary>Counts the calls of people to the gateway's own services, once the call gate has admitted them.</summary>
internal sealed class PersonLimit(CallerLimits limits, CallScope scope) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (scope.HasCaller && scope.Caller.PersonId is { } person)
        {
            limits.CountPerson(person);
        }

        return continuation(request, context);
    }
}
