using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using static Mesh.Disclosure.Tests.WitnessedTown;

namespace Mesh.Disclosure.Tests;

/// <summary>A key for checkpoints that the directory has closed signs nothing new; what it signed stands.</summary>
public sealed class ClosedKeyTests
{
    private static readonly DateTimeOffset Noon = new(2024, 3, 5, 12, 0, 0, TimeSpan.FromHours(2));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // By the last day of the key, from the day of the look on.
    [Theory]
    [InlineData(0, 0, null, true)]
    [InlineData(-1, 0, null, false)]
    [InlineData(-1, -12, null, true)]
    [InlineData(-1, 0, -1, true)]
    [InlineData(-2, 0, -1, false)]
    public void Verify_WhenTheKeyIsClosed_CountsOnlyIfItWasCosignedWhileItSigned(int lastDay, int hours, int? cosignedOn, bool isVerified)
    {
        var keys = new Closed(DateOnly.FromDateTime(Noon.Date).AddDays(lastDay));
        var note = TestLedgerKeys.KeyOf(People.Municipality).Sign(new Checkpoint(People.Municipality.Urn, 4, new byte[32]).Text);
        var cosigned = cosignedOn is { } day ? note.With(TestLedgerKeys.KeyOf(People.Kela).Cosign(note.Text, Noon.AddDays(day))) : note;

        Assert.Equal(isVerified, SignedCheckpoint.TryVerify(cosigned, People.Municipality, keys, Noon.AddHours(hours).AddMinutes(4)) is not null);
        Assert.NotNull(SignedCheckpoint.TryVerify(cosigned, People.Municipality, keys));
    }

    [Fact]
    public void Verify_WhenARoleOfTheOwnOrganisationCosigned_DoesNotCount()
    {
        var note = TestLedgerKeys.KeyOf(People.Municipality).Sign(new Checkpoint(People.Municipality.Urn, 4, new byte[32]).Text);
        Assert.True(Participation.TryParse("0162193-3/LABOUR_AUTHORITY", out var own));
        var cosigned = note.With(TestLedgerKeys.KeyOf(own).Cosign(note.Text, Noon.AddDays(-1)));

        Assert.Null(SignedCheckpoint.TryVerify(cosigned, People.Municipality, new Closed(DateOnly.FromDateTime(Noon.Date).AddDays(-1)), Noon));
    }

    [Fact]
    public async Task Visit_WhenTheKeyIsClosed_CosignsWhatWasSeenAndRaisesAnAlarmOfANewCheckpoint()
    {
        await using var all = await WitnessedTown.OpenAsync();
        await VisitAsync(all.Kela);
        all.Move(TimeSpan.FromDays(2));
        var closed = new Closed(HelsinkiTime.DateOf(all.Kela.Time.GetUtcNow()).AddDays(-1));
        Task<WitnessOutcome> LookAsync() => all.Kela.InAsync(services =>
            ActivatorUtilities.CreateInstance<LedgerWitness>(services, (ILedgerKeys)closed).VisitAsync(People.Municipality, Cancellation));

        Assert.Equal(WitnessOutcome.Cosigned, await LookAsync());
        await all.Town.WriteAsync(all.Town.Time.GetUtcNow(), Aino);
        await all.Town.SealAsync();
        Assert.Equal(WitnessOutcome.Alarmed, await LookAsync());
        Assert.Equal(LedgerAlarmKind.Signature, Assert.Single(await AlarmsAsync(all.Kela)).Kind);
    }

    [Fact]
    public async Task Check_WhenTheKeyWasClosedBeforeTheExport_HoldsOnlyWithACosignatureOfItsTime()
    {
        await using var all = await WitnessedTown.OpenAsync();
        var export = (await all.Town.InAsync(services => services.Get<LedgerExporter>().OfSubjectAsync(Aino, [0], Cancellation)))!;
        var (now, note) = (all.Town.Time.GetUtcNow(), SignedNote.TryRead(export.Checkpoint)!);
        var closed = new Closed(HelsinkiTime.DateOf(now));
        List<LedgerFaultCode> Codes(SignedNote shown) =>
            [.. LedgerVerification.Check(export with { Checkpoint = shown.ToString(), Earlier = [] }, People.Municipality, closed, now.AddDays(2)).Select(fault => fault.Code)];

        Assert.Contains(LedgerFaultCode.Signature, Codes(note));
        Assert.Equal([LedgerFaultCode.NotWitnessed], Codes(note.With(TestLedgerKeys.KeyOf(People.Kela).Cosign(note.Text, now))));
        Assert.Equal(
            [LedgerFaultCode.Signature],
            LedgerVerification.Check(export with { Checkpoint = note.With(TestLedgerKeys.KeyOf(People.Kela).Cosign(note.Text, now)).ToString() }, People.Municipality, closed, now.AddDays(2))
                .Select(fault => fault.Code).Where(code => code != LedgerFaultCode.NotWitnessed));
    }

    /// <summary>The municipality's key signs through a day; all others go on.</summary>
    private sealed class Closed(DateOnly last) : ILedgerKeys
    {
        private readonly TestLedgerKeys _keys = new();

        public LedgerKey Own => TestLedgerKeys.KeyOf(People.Kela);

        public IReadOnlyList<LedgerVerifier> KeysOf(Participation participation) => participation == People.Municipality
            ? [LedgerVerifier.TryRead(TestLedgerKeys.KeyOf(participation).Verifier.ToString(), to: last)!]
            : _keys.KeysOf(participation);
    }
}
