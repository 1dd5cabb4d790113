using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.WellbeingRegion.Acts;

/// <summary>Why a decision lets an act not be done, with what the caller needs to put it right; nothing personal.</summary>
/// <param name="Reason">Which.</param>
/// <param name="Details">Ids and codes.</param>
public sealed record ActRefusal(RefusalReason Reason, params (string Key, string Value)[] Details)
{
    /// <summary>As it is thrown.</summary>
    public RpcException Raise() => Reason.Raise(Details);
}

/// <summary>Between a decision and its act.</summary>
public static class ActRefusals
{
    /// <summary>Goes on when nothing stands against the act.</summary>
    /// <exception cref="RpcException">The decision was a refusal.</exception>
    public static void OrGoOn(this ActRefusal? refusal)
    {
        if (refusal is not null)
        {
            throw refusal.Raise();
        }
    }
}
