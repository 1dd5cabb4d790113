namespace Mesh.TeOffice.Jobseekers;

/// <summary>Acts on a fact of the register in the transaction that records it. Whoever waits for facts listens; the register knows nobody.</summary>
public interface IJobSearchFactListener
{
    /// <summary>An employment plan was made, or an interview booked or held.</summary>
    Task RecordedAsync(Jobseeker jobseeker, CancellationToken cancellation);
}
