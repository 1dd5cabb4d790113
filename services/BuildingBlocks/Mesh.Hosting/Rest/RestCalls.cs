using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.Hosting.Rest;

/// <summary>
/// Around every REST call: its deadline, the largest request, and errors as Problem Details. The call itself is transcoded to gRPC and
/// passes the same gates.
/// </summary>
internal sealed class RestCalls(RequestDelegate next, TimeProvider time)
{
    private const int LargestRequest = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
            || context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestRequest;
        }

        var answer = context.Response.Body;
        var body = new ErrorBody(context.Response, answer);
        var aborted = context.RequestAborted;
        using var deadline = RestDeadline.Begin(context, time);
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = unreadable.StatusCode;
        }
        finally
        {
            context.Response.Body = answer;
            context.RequestAborted = aborted;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest })
        {
            var isLate = deadline is { HasPassed: true };
            context.Response.StatusCode = isLate ? StatusCodes.Status504GatewayTimeout : context.Response.StatusCode;
            await Problem.WriteAsync(context, isLate ? "" : body.Text);
        }
    }
}
