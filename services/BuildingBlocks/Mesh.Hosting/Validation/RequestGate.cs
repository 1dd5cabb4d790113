using Google.Protobuf;
using Mesh.Hosting.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Validation;

/// <summary>Holds a request to its contract and to its area's own checks, and names every violation of both at once.</summary>
public sealed class RequestGate(IServiceProvider services)
{
    /// <summary>Passes, or throws INVALID_ARGUMENT.</summary>
    /// <param name="request">The request.</param>
    /// <param name="http">Where it came by HTTP: what of a REST request could not be read is told with the rest.</param>
    public void Pass<TRequest>(TRequest request, HttpContext? http = null)
        where TRequest : class
    {
        var violations = RequestRules.Check((IMessage)request);
        foreach (var check in services.GetServices<IRequestCheck<TRequest>>())
        {
            check.Check(request, violations);
        }

        (http?.Features.Get<RestFaults>()?.With(violations) ?? violations).ThrowIfAny();
    }
}
