namespace Mesh.Disclosure;

/// <summary>Hears of a withdrawal in its own transaction: a receipt to the client is written with it, or neither is.</summary>
public interface IConsentWithdrawalListener
{
    /// <summary>A consent has been withdrawn by its client.</summary>
    void OnWithdrawn(Guid subjectId, Guid consentId);
}
