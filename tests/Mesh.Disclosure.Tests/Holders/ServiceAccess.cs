using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure.Tests;

/// <summary>Shorter than the real name, which tests would repeat everywhere.</summary>
public static class ServiceAccess
{
    public static T Get<T>(this IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}
