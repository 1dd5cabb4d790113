using System.Collections.Concurrent;
using CsCheck;

namespace Mesh.Disclosure.Tests;

public sealed class DecisionPropertyTests
{
    // Far enough from none that no run misses an outcome by chance.
    private const int Often = 3;

    [Fact]
    public void Decide_WhenAnythingIsAskedOfAnyHolder_AgreesWithTheOracle()
    {
        var seen = new ConcurrentDictionary<string, int>();

        Attempts.All.Sample(
            world =>
            {
                var told = Oracle.Tell(DisclosureDecision.Decide(world.Attempt, world.Facts));
                seen.AddOrUpdate(string.Join(' ', told.Split(' ').Take(3)), 1, (_, n) => n + 1);
                Assert.Equal(Oracle.Expect(world.Attempt, world.Facts), told);
            },
            iter: 80_000);

        // The property is worth something only where every basis and every reason came up.
        var bases = OracleFlow.All.Where(line => !line.Off).Select(line => $"PERMIT {line.Basis} {line.Id}").Distinct();
        string[] waits = ["WAIT PERMIT Right", "WAIT PERMIT Consent"];
        var reasons = Enum.GetValues<DenialReason>().Where(reason => reason is not (DenialReason.NothingHeld or DenialReason.AwaitsApproval))
            .Select(reason => $"DENY {reason.Code()} {reason.Shown()}");
        var rare = bases.Concat(waits).Concat(reasons)
            .Where(outcome => seen.GetValueOrDefault(outcome) < Often)
            .Select(outcome => $"{outcome} {seen.GetValueOrDefault(outcome)}");
        Assert.Equal([], rare);
    }

    [Fact]
    public void Decide_WhenPermitted_GivesOnlyWhatWasAskedAndListsTheRest() => Attempts.All.Sample(
        world =>
        {
            if (DisclosureDecision.Decide(world.Attempt, world.Facts) is Decision.Permit permit)
            {
                Assert.NotEmpty(permit.Given);
                Assert.Empty(permit.Given.Intersect(permit.Withheld));
                Assert.Equal(world.Attempt.Categories.Distinct().Order(), permit.Given.Concat(permit.Withheld).Order());
            }
        },
        iter: 20_000);
}
