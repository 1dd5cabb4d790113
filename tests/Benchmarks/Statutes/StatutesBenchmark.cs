using BenchmarkDotNet.Attributes;
using Mesh.Statutes;

namespace Mesh.Benchmarks.Statutes;

/// <summary>A whole register asked once: its rows read, its days held, every criterion of every service answered.</summary>
[MemoryDiagnoser]
public class StatutesBenchmark
{
    /// <summary>How many clients the register has.</summary>
    public const int Clients = 300_000;

    private readonly SyntheticClients _register = new();

    /// <summary>The floor: merely reading the same rows once.</summary>
    [Benchmark(Baseline = true)]
    public long Read()
    {
        var sum = 0L;
        foreach (var client in _register.Take(Clients))
        {
            foreach (var (day, benefit) in client.Days)
            {
                sum += day.DayNumber + (int)benefit;
            }
        }

        return sum;
    }

    /// <summary>The rows read into what the law counts in, and counted once.</summary>
    [Benchmark]
    public long Hold()
    {
        var sum = 0L;
        foreach (var client in _register.Take(Clients))
        {
            sum += PaidDays.Read(client.Days.AsSpan()).Value.Count(Benefit.LabourMarketSubsidy, CountedWindow.UpTo(SyntheticClients.AsOf)).Value;
        }

        return sum;
    }

    /// <summary>The same, and every criterion of every service in both profiles, evidence as data.</summary>
    [Benchmark]
    public long Evaluate() => EvaluateEach(_ => { });

    /// <summary>As <see cref="Evaluate"/>; tells after how many clients it is.</summary>
    internal long EvaluateEach(Action<int> after)
    {
        var (met, count) = (0L, 0);
        foreach (var client in _register.Take(Clients))
        {
            var facts = client.Rest with { BenefitDays = PaidDays.Read(client.Days.AsSpan()).Value };
            var comparison = CriteriaComparison.Evaluate(facts, SyntheticClients.AsOf);
            foreach (var service in comparison.Services)
            {
                met += (int)service.Of(Profile.Statute) + (int)service.Of(Profile.Report) + (service.BoundaryDiscrepancy ? 1 : 0);
            }

            after(++count);
        }

        return met;
    }
}
