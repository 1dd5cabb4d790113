using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>Reads refusals.</summary>
internal static class Refused
{
    /// <summary>Code and reason.</summary>
    public static async Task<(StatusCode Code, string? Reason)> ReasonAsync<T>(AsyncUnaryCall<T> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return (refusal.StatusCode, RefusalReader.ReasonOf(refusal));
    }

    /// <summary>Reason and one value beside it.</summary>
    public static async Task<(StatusCode Code, string? Reason, string? Value)> DetailAsync<T>(AsyncUnaryCall<T> call, string key)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return (refusal.StatusCode, RefusalReader.ReasonOf(refusal), RefusalReader.MetadataOf(refusal).GetValueOrDefault(key));
    }

    /// <summary>Every violation as field and code.</summary>
    public static async Task<IReadOnlyList<(string Field, string Code)>> ViolationsAsync<T>(AsyncUnaryCall<T> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        return [.. RefusalReader.ViolationsOf(refusal).Select(violation => (violation.Field, violation.Code))];
    }

    /// <summary>Everything a caller sees of a refusal, as bytes.</summary>
    public static async Task<string> BytesAsync<T>(AsyncUnaryCall<T> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await call);
        var trailers = refusal.Trailers.Select(entry => $"{entry.Key}={Convert.ToHexString(entry.IsBinary ? entry.ValueBytes : ByteString.CopyFromUtf8(entry.Value).ToByteArray())}");
        return $"{refusal.StatusCode}|{refusal.Status.Detail}|{string.Join(';', trailers)}";
    }

    public static readonly (StatusCode, string?) NoBasis = (StatusCode.PermissionDenied, "NO_BASIS");
}
