using System.Globalization;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// Which leaves of an export other organisations have cosigned. Of a ledger that grows every second each witness cosigns another size; a
/// leaf is witnessed when enough organisations have cosigned a checkpoint that has it, whether or not the same one.
/// </summary>
internal sealed class LedgerWitnessing(Participation log, ILedgerVerifiers verifiers)
{
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

    /// <summary>Says so when there are leaves that too few have cosigned.</summary>
    public void Check(IReadOnlyList<ExportedLeaf> leaves, List<LedgerFault> faults)
    {
        if (_sizes.Count < Witnesses.Needed)
        {
            faults.Add(new(LedgerFaultCode.NotWitnessed, string.Create(
                CultureInfo.InvariantCulture, $"{_sizes.Count} other organisations cosigned the checkpoint; {Witnesses.Needed} are needed.")));
            return;
        }

        var witnessed = _sizes.Values.OrderDescending().ElementAt(Witnesses.Needed - 1);
        if (leaves.Count(leaf => leaf.Index >= witnessed) is > 0 and var newer)
        {
            faults.Add(new(LedgerFaultCode.NotWitnessed, string.Create(
                CultureInfo.InvariantCulture,
                $"{newer} entries are in no checkpoint yet that {Witnesses.Needed} other organisations cosigned; within a minute of sealing they are.")));
        }
    }
}
