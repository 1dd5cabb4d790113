using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging;

/// <summary>That a handler takes notices of a type.</summary>
internal abstract class NoticeSubscription(string type)
{
    /// <summary>CloudEvents type.</summary>
    public string Type { get; } = type;

    /// <summary>The handler within a scope.</summary>
    public abstract BoundHandler Bind(IServiceProvider scope);
}

/// <summary>A handler of a scope, without its type parameter.</summary>
internal sealed record BoundHandler(string Name, Func<IMessage, NoticeContext, CancellationToken, Task<NoticeAct>> PrepareAsync);

internal sealed class NoticeSubscription<TNotice, THandler>() : NoticeSubscription(NoticeTypes.Of(new TNotice().Descriptor))
    where TNotice : IMessage, new()
    where THandler : class, INoticeHandler<TNotice>
{
    public override BoundHandler Bind(IServiceProvider scope)
    {
        var handler = scope.GetRequiredService<THandler>();
        return new(handler.Name, (notice, context, cancellation) => handler.PrepareAsync((TNotice)notice, context, cancellation));
    }
}
