using System.Security.Cryptography.X509Certificates;

namespace Mesh.Hosting.Telemetry;

/// <summary>Shows how long the certificate that the host took at its start still counts: the file may have been renewed since.</summary>
internal sealed class CertificateMeasure(string participant, X509Certificate2 certificate, TimeProvider time) : IMeasured
{
    public Task MeasureAsync(CancellationToken cancellation)
    {
        MeshMetrics.CertificateCounts(participant, new DateTimeOffset(certificate.NotAfter) - time.GetUtcNow());
        return Task.CompletedTask;
    }
}
