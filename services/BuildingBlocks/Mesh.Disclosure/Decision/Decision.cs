using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What was decided about one attempt.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Something is given.</summary>
    /// <param name="Ground">On what basis.</param>
    /// <param name="Given">Categories given, in the order asked; never empty.</param>
    /// <param name="Withheld">Categories asked but not given (CON-6).</param>
    public sealed record Permit(
        GroundForDisclosure Ground, IReadOnlyList<DataCategory> Given, IReadOnlyList<DataCategory> Withheld) : Decision;

    /// <summary>There is a basis, and a professional of the holder must approve; then it is decided anew, with the facts of that moment.</summary>
    /// <param name="Meant">What would be given if it were approved now.</param>
    public sealed record Wait(Permit Meant) : Decision;

    /// <summary>Nothing is given.</summary>
    /// <param name="Reason">Why, for the ledger and the person.</param>
    public sealed record Deny(DenialReason Reason) : Decision
    {
        /// <summary>Why, for the wire: all that a requester may learn.</summary>
        public string ShownReason => Reason.Shown();
    }
}
