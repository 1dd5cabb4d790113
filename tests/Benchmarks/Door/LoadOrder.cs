namespace Mesh.Benchmarks.Door;

/// <summary>What the client's process is told at its start.</summary>
/// <param name="Certificate">PEM file of the requester's certificate.</param>
/// <param name="CertificateKey">PEM file of its key.</param>
/// <param name="Roots">PEM file of the trusted roots.</param>
/// <param name="SigningKeys">File of the requester's signing keys.</param>
/// <param name="Plan">How the run goes.</param>
internal sealed record LoadIdentity(string Certificate, string CertificateKey, string Roots, string SigningKeys, DoorPlan Plan);

/// <summary>One measurement that it is asked for.</summary>
/// <param name="Address">Whom it calls.</param>
/// <param name="InFlight">How many calls at once.</param>
/// <param name="Most">How many calls at most: so many requests are signed before the time runs.</param>
/// <param name="Seconds">For how long.</param>
internal sealed record LoadOrder(Uri Address, int InFlight, int Most, double Seconds);

/// <summary>What came of it.</summary>
/// <param name="Calls">How many calls were answered.</param>
/// <param name="PerSecond">How many a second.</param>
/// <param name="P50">Half took less, in milliseconds.</param>
/// <param name="P99">Of a hundred, ninety-nine did.</param>
/// <param name="CpuMicroseconds">Processor time of the client's process for each call.</param>
internal sealed record LoadResult(int Calls, double PerSecond, double P50, double P99, double CpuMicroseconds);
