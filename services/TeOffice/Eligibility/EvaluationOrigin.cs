namespace Mesh.TeOffice.Eligibility;

/// <summary>What made a professional look at a client: the look goes on in its flow and trace.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Trace">W3C traceparent; empty when nothing was traced.</param>
/// <param name="At">When, in the mesh's time.</param>
public sealed record EvaluationOrigin(Guid FlowId, string Trace, DateTimeOffset At);

/// <summary>Knows of something that others have told about clients here. Of several, what came last is gone on from.</summary>
public interface IEvaluationOrigins
{
    /// <summary>What came last about the jobseeker; null when nothing has.</summary>
    Task<EvaluationOrigin?> OriginAsync(Guid jobseekerId, CancellationToken cancellation);
}
