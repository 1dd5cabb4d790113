using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Validation;

/// <summary>Holds a request to its contract and to its area's own checks, and names every violation of both at once.</summary>
public sealed class RequestGate(IServiceProvider services)
{
    /// <summary>Passes, or throws INVALID_ARGUMENT.</summary>
    public void Pass<TRequest>(TRequest request)
        where TRequest : class
    {
        var violations = RequestRules.Check((IMessage)request);
        foreach (var check in services.GetServices<IRequestCheck<TRequest>>())
        {
            check.Check(request, violations);
        }

        violations.ThrowIfAny();
    }
}
