using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Benchmarks.Door;

/// <summary>Gives a client's record: one row, decrypted.</summary>
internal sealed class RecordSource(DbContext database, FieldCipher cipher) : IDisclosureSource
{
    private static readonly Func<DbContext, Guid, Task<byte[]?>> ContentOf = EF.CompileAsyncQuery(
        (DbContext database, Guid subjectId) => database.Set<RecordRow>().AsNoTracking()
            .Where(row => row.SubjectId == subjectId).Select(row => row.Content).FirstOrDefault());

    public DataCategory Category => DataCategory.EmploymentServices;

    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        if (await ContentOf(database, request.SubjectId) is { } stored)
        {
            content.EmploymentServices = EmploymentServices.Parser.ParseFrom(
                cipher.Reveal(stored, RecordRow.Table, RecordRow.Column, request.SubjectId));
        }
    }
}
