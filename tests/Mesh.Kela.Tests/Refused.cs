using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Kela.Tests;

/// <summary>Reads refusals in tests.</summary>
internal static class Refused
{
    /// <summary>The violations of an INVALID_ARGUMENT as field and code.</summary>
    public static async Task<IReadOnlyList<(string Field, string Code)>> ViolationsAsync(Task call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        return [.. RefusalReader.ViolationsOf(refusal).Select(violation => (violation.Field, violation.Code))];
    }

    /// <summary>Code and reason of a refusal.</summary>
    public static async Task<(StatusCode Code, string? Reason)> ReasonAsync(Task call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call);
        return (refusal.StatusCode, RefusalReader.ReasonOf(refusal));
    }
}
