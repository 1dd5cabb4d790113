using Grpc.Core;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.MyData.V1;

namespace Mesh.Gateway.MyData;

/// <summary>Puts every participation's signed export into one file, and keeps nothing of it.</summary>
public sealed class MyExportGrpcService(PersonsPeers peers, DirectoryFile directory) : MyExportService.MyExportServiceBase
{
    /// <summary>
    /// Most bytes of one participation's export: what a person has a right to must not fail by its length, and several are held at once.
    /// A longer one is told as not reached, and is had whole from the participation itself.
    /// </summary>
    internal const int LargestExport = 16 * 1024 * 1024;

    /// <inheritdoc />
    public override async Task<ExportMyDataResponse> ExportMyData(ExportMyDataRequest request, ServerCallContext context)
    {
        // One version of the directory for whom to ask and for what goes along, whatever is published meanwhile.
        var signed = directory.Bytes;
        var everybody = ParticipantDirectory.Read(signed.Json.Span).Directory.Entries.Select(entry => entry.Participation);
        var parts = await peers.AskAsync<MyUsesService.MyUsesServiceClient, ExportMyUsesResponse>(
            everybody, context, (client, options) => client.ExportMyUsesAsync(new(), options), LargestExport);
        return new ExportMyDataResponse { File = MyDataFile.Write(parts, signed), Participants = { parts.Select(part => part.ToWire()) } };
    }
}
