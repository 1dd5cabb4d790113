using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>What the descriptors cannot say of requests to the ledger: sizes are not negative, and the earlier is not the larger.</summary>
internal sealed class LedgerRequests :
    IRequestCheck<GetCheckpointRequest>,
    IRequestCheck<GetInclusionProofRequest>,
    IRequestCheck<GetConsistencyProofRequest>,
    IRequestCheck<GetReceiptProofRequest>,
    IRequestCheck<AddCosignatureRequest>
{
    private const string NotNegative = "Must not be negative.";

    public void Check(GetCheckpointRequest request, Violations violations) => CheckSize(request.TreeSize, "tree_size", violations);

    public void Check(GetInclusionProofRequest request, Violations violations) => CheckSize(request.TreeSize, "tree_size", violations);

    public void Check(GetConsistencyProofRequest request, Violations violations)
    {
        CheckSize(request.FirstTreeSize, "first_tree_size", violations);
        CheckSize(request.SecondTreeSize, "second_tree_size", violations);
        if (request.HasFirstTreeSize && request.HasSecondTreeSize && request.FirstTreeSize > request.SecondTreeSize)
        {
            violations.Add("first_tree_size", ViolationCodes.OutOfRange, "Must not be more than second_tree_size.");
        }
    }

    public void Check(GetReceiptProofRequest request, Violations violations) => CheckSize(request.TreeSize, "tree_size", violations);

    public void Check(AddCosignatureRequest request, Violations violations) => CheckSize(request.TreeSize, "tree_size", violations);

    private static void CheckSize(long size, string field, Violations violations)
    {
        if (size < 0)
        {
            violations.Add(field, ViolationCodes.OutOfRange, NotNegative);
        }
    }
}
