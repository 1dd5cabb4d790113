using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Benchmarks.Door;

/// <summary>Gives a client's record: one row, decrypted. Read as the municipality reads its register.</summary>
internal sealed class RecordSource(SubjectRows<RecordRow> rows, FieldCipher cipher) : IDisclosureSource
{
    public DataCategory Category => DataCategory.EmploymentServices;

    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        if (await rows.OfAsync(request.SubjectId, cancellation) is [var row])
        {
            content.EmploymentServices = EmploymentServices.Parser.ParseFrom(
                cipher.Reveal(row.Content, RecordRow.Table, RecordRow.Column, request.SubjectId));
        }
    }
}
