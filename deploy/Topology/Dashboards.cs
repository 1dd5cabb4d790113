namespace Mesh.Topology;

/// <summary>The dashboards of an operator. What they ask for is checked against the instruments there are.</summary>
public static class Dashboards
{
    private const string EachParticipant = "{{mesh_participant}}";

    /// <summary>Every dashboard.</summary>
    public static IReadOnlyList<Dashboard> All { get; } =
    [
        new("notices", "Notices",
        [
            new("Oldest unsent", "s", EachParticipant, "max by (mesh_participant) (mesh_outbox_oldest_age_seconds)"),
            new("Waiting in the outbox", "short", EachParticipant, "max by (mesh_participant) (mesh_outbox_waiting)"),
            new("Sent each second", "ops", EachParticipant, "sum by (mesh_participant) (rate(mesh_notices_sent_total[5m]))"),
            new("Received each second, by what became of them", "ops", "{{mesh_outcome}} {{mesh_reason}}", "sum by (mesh_outcome, mesh_reason) (rate(mesh_notices_received_total[5m]))"),
            new("Parked", "short", EachParticipant, "max by (mesh_participant) (mesh_notices_parked)"),
            new("From the act to the handler's end, half of them", "s", EachParticipant,
                "histogram_quantile(0.5, sum by (mesh_participant, le) (rate(mesh_notice_latency_seconds_bucket[5m])))"),
            new("From the act to the handler's end, 99 of 100", "s", "{{mesh_notice}}",
                "histogram_quantile(0.99, sum by (mesh_notice, le) (rate(mesh_notice_latency_seconds_bucket[5m])))"),
            new("Connected to the bus", "bool_yes_no", EachParticipant, "min by (mesh_participant) (mesh_promise_kept{mesh_promise=\"notice-bus\"})"),
        ]),
        new("calls", "Calls and disclosures",
        [
            new("Calls each second", "ops", "{{service_name}}", "sum by (service_name) (rate(http_server_request_duration_seconds_count[5m]))"),
            new("Refused or failed each second, by reason", "ops", "{{mesh_reason}}", "sum by (mesh_reason) (rate(mesh_refusals_total[5m]))"),
            new("Latency by method, 99 of 100", "s", "{{http_route}}",
                "histogram_quantile(0.99, sum by (http_route, le) (rate(http_server_request_duration_seconds_bucket[5m])))"),
            new("Calls to others, 99 of 100", "s", "{{service_name}} to {{server_address}}",
                "histogram_quantile(0.99, sum by (service_name, server_address, le) (rate(http_client_request_duration_seconds_bucket[5m])))"),
            new("Disclosures permitted each second", "ops", "{{mesh_disclosure_flow}}",
                "sum by (mesh_disclosure_flow) (rate(mesh_disclosures_total{mesh_outcome=\"permitted\"}[5m]))"),
            new("Disclosures denied each second", "ops", "{{mesh_disclosure_flow}}",
                "sum by (mesh_disclosure_flow) (rate(mesh_disclosures_total{mesh_outcome=\"denied\"}[5m]))"),
            new("Promises kept", "bool_yes_no", "{{mesh_participant}} {{mesh_promise}}", "min by (mesh_participant, mesh_promise) (mesh_promise_kept)"),
        ]),
    ];
}
