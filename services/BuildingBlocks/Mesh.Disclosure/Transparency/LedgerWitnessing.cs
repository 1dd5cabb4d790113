using System.Globalization;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// Which leaves of an export other organisations have cosigned. Of a ledger that grows every second each witness cosigns another size; a
/// leaf is witnessed when enough organisations have cosigned a checkpoint that has it, whether or not the same one.
/// </summary>
internal sealed class LedgerWitnessing(Participation log, ILedgerVerifiers verifiers)
{
    /// <summary>How long before an export an entry may have been written and sealed without others' having cosigned: witnesses look twice a minute.</summary>
    public static readonly TimeSpan Newest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<OrganisationId, long> _sizes = [];

    /// <summary>Takes a checkpoint's cosignatures; those of a known key that are wrong are faults.</summary>
    public void Add(SignedNote note, long? size, List<LedgerFault> faults)
    {
        faults.AddRange(note.Signatures
            .Where(signature => Witnesses.IsForged(note.Text, signature, log, verifiers))
            .Select(signature => new LedgerFault(LedgerFaultCode.Cosignature, $"The cosignature of {signature.Name} is wrong.")));
        foreach (var organisation in Witnesses.Of(note, log, verifiers).Select(cosignature => cosignature.Witness.Organisation))
        {
            if (organisation != log.Organisation && size is { } leaves)
            {
                _sizes[organisation] = Math.Max(leaves, _sizes.GetValueOrDefault(organisation));
            }
        }
    }

    /// <summary>Says so when there are leaves that too few have cosigned, and whether all of these are so new that nobody can have.</summary>
    public void Check(IReadOnlyList<ExportedLeaf> leaves, DateTimeOffset madeAt, List<LedgerFault> faults)
    {
        bool IsNew(ExportedLeaf exported) =>
            LedgerLeaf.TryRead(exported.Leaf) is { } leaf && madeAt - leaf.SealedAt <= Newest && madeAt - leaf.RecordedAt <= Newest;
        if (_sizes.Count < Witnesses.Needed)
        {
            faults.Add(new(LedgerFaultCode.NotWitnessed, string.Create(
                CultureInfo.InvariantCulture, $"{_sizes.Count} other organisations cosigned the checkpoint; {Witnesses.Needed} are needed."))
            {
                IsYetToCome = leaves.All(IsNew),
            });
            return;
        }

        var witnessed = _sizes.Values.OrderDescending().ElementAt(Witnesses.Needed - 1);
        var newer = leaves.Where(leaf => leaf.Index >= witnessed).ToList();
        if (newer.Count > 0)
        {
            faults.Add(new(LedgerFaultCode.NotWitnessed, string.Create(
                CultureInfo.InvariantCulture,
                $"{newer.Count} entries are in no checkpoint yet that {Witnesses.Needed} other organisations cosigned; within a minute of sealing they are."))
            {
                IsYetToCome = newer.TrueForAll(IsNew),
            });
        }
    }
}
