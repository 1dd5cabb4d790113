namespace Mesh.Messaging;

/// <summary>Why a notice was not handled.</summary>
/// <param name="Reason">One of <see cref="ParkReasons"/>.</param>
/// <param name="Detail">Name of the exception's type; null when there was none.</param>
internal sealed record NoticeFault(string Reason, string? Detail = null)
{
    /// <summary>Whether it came from whom it says, to whom it should: only then do its ids belong into a journal.</summary>
    public bool IsAuthentic => Reason is not (ParkReasons.ForgedSource or ParkReasons.UnknownSource or ParkReasons.WrongRecipient);
}

/// <summary>How a delivery came out.</summary>
/// <param name="Fault">Why the notice was not handled; null when every handler is done with it.</param>
/// <param name="MayBeParked">Whether it lies parked from an earlier delivery, or may.</param>
internal readonly record struct NoticeOutcome(NoticeFault? Fault, bool MayBeParked);
