namespace Mesh.TeOffice.Jobseekers;

/// <summary>Acts on a fact of the register in the transaction that records it. Whoever waits for facts listens; the register knows nobody.</summary>
public interface IJobSearchFactListener
{
    /// <summary>An employment plan was made, an interview booked or held, or the job search ended.</summary>
    Task RecordedAsync(Jobseeker jobseeker, CancellationToken cancellation);
}
