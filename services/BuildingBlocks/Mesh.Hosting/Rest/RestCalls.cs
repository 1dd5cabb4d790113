using Mesh.Hosting.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.Hosting.Rest;

/// <summary>
/// Around everything that is not gRPC: the deadline, the largest request, and every error as Problem Details, also the framework's. A
/// REST call itself is transcoded to gRPC and passes the same gates.
/// </summary>
internal sealed class RestCalls(RequestDelegate next, TimeProvider time, FrontDoor door)
{
    private const int LargestRequest = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
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
        using var deadline = RestDeadline.Begin(context, door, time);
        context.Response.Body = body;
        try
        {
            if (deadline is { HasPassed: true })
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
            else if (await RestRequest.ReadAsync(context))
            {
                await next(context);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            }
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = unreadable.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        finally
        {
            context.Response.Body = answer;
            context.RequestAborted = aborted;
        }

        if (!context.Response.HasStarted && ErrorBody.IsToBeSaid(context.Response))
        {
            var isLate = deadline is { HasPassed: true };
            context.Response.StatusCode = isLate ? StatusCodes.Status504GatewayTimeout : context.Response.StatusCode;
            await Problem.WriteAsync(context, isLate ? "" : body.Text);
        }
    }
}
