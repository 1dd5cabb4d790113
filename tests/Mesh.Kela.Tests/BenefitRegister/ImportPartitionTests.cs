using CsCheck;
using Mesh.Kela.Tests.Hosts;

namespace Mesh.Kela.Tests.BenefitRegister;

public sealed class ImportPartitionTests
{
    private static readonly DateOnly Today = new(2024, 2, 29);
    private static readonly DateOnly[] Days = [.. Weekdays.Between(new(2022, 12, 1), Today)];

    [Fact]
    public async Task Counts_WhenTheSameDaysComeInAnyOrderAndPartition_AreTheSame()
    {
        await using var kela = await KelaHost.StartAsync(Today);
        var person = 0;
        await (from chosen in Gen.Bool.Array[Days.Length]
               from order in Gen.Shuffle(Enumerable.Range(0, Days.Length).ToArray())
               from cuts in Gen.Int[1, 150].Array[1, 6]
               from back in Gen.Int[0, 400]
               select (chosen, order, cuts, asOf: Today.AddDays(-back))).SampleAsync(
            async sample =>
            {
                // Two people of one age: one gets the days in one import, the other in pieces.
                var (whole, pieces) = (Interlocked.Increment(ref person), Interlocked.Increment(ref person));
                var days = sample.order.Where(i => sample.chosen[i]).Select(i => Days[i]).ToList();
                await kela.ImportAsync(Payments.Of(Code(whole), days.Order()));
                await ImportInPiecesAsync(kela, Code(pieces), days, sample.cuts);

                Assert.Equal(await kela.CountsAsync(Code(whole), sample.asOf), await kela.CountsAsync(Code(pieces), sample.asOf));
            },
            iter: 20,
            threads: 1);
    }

    private static async Task ImportInPiecesAsync(KelaHost kela, string code, List<DateOnly> days, int[] cuts)
    {
        var at = 0;
        foreach (var cut in cuts.Append(days.Count))
        {
            var piece = days.Skip(at).Take(cut).ToList();
            at += piece.Count;
            await kela.ImportAsync(Payments.Of(code, piece));
        }
    }

    private static string Code(int person) => People.Born(new(2001, 5, 14), 900 + person);
}
