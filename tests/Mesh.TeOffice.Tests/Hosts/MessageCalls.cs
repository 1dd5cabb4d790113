using Grpc.Core;
using Mesh.Hosting.Calls;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>What the office serves of messages to clients, by its request.</summary>
internal static class MessageCalls
{
    public static AsyncUnaryCall<ListMyMessagesResponse> Send(this OfficeHost office, Caller caller, ListMyMessagesRequest request) =>
        office.As<MyMessagesService.MyMessagesServiceClient>(caller).ListMyMessagesAsync(request);

    public static AsyncUnaryCall<ReadMyMessageResponse> Send(this OfficeHost office, Caller caller, ReadMyMessageRequest request) =>
        office.As<MyMessagesService.MyMessagesServiceClient>(caller).ReadMyMessageAsync(request);

    public static AsyncUnaryCall<ListLettersResponse> Send(this OfficeHost office, Caller caller, ListLettersRequest request) =>
        office.As<LetterService.LetterServiceClient>(caller).ListLettersAsync(request);

    public static AsyncUnaryCall<RecordLetterPostedResponse> Send(this OfficeHost office, Caller caller, RecordLetterPostedRequest request) =>
        office.As<LetterService.LetterServiceClient>(caller).RecordLetterPostedAsync(request);
}
