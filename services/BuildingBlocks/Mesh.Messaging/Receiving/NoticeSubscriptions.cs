using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging;

/// <summary>All handlers of this host, by type.</summary>
internal sealed class NoticeSubscriptions
{
    private readonly Dictionary<string, IReadOnlyList<NoticeSubscription>> _byType = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Two handlers of a type have one name: the second would find each notice handled.</exception>
    public NoticeSubscriptions(IEnumerable<NoticeSubscription> subscriptions, IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        foreach (var ofType in subscriptions.GroupBy(subscription => subscription.Type, StringComparer.Ordinal))
        {
            var names = ofType.Select(subscription => subscription.Bind(scope.ServiceProvider).Name).ToList();
            if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            {
                throw new InvalidOperationException($"Two handlers of {ofType.Key} have the same name.");
            }

            _byType[ofType.Key] = [.. ofType];
        }
    }

    /// <summary>The handlers of a type, in the order of registration.</summary>
    public IReadOnlyList<NoticeSubscription> Of(string type) => _byType.GetValueOrDefault(type) ?? [];
}
