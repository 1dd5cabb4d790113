using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Mesh.WellbeingRegion.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "answered_request",
                columns: table => new
                {
                    requester = table.Column<string>(type: "text", nullable: false),
                    statement_id = table.Column<string>(type: "text", nullable: false),
                    entry_id = table.Column<string>(type: "text", nullable: false),
                    statement_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    statement = table.Column<byte[]>(type: "bytea", nullable: false),
                    receipt = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answered_request", x => new { x.requester, x.statement_id });
                });

            migrationBuilder.CreateTable(
                name: "asked_request",
                columns: table => new
                {
                    statement_id = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    entry_id = table.Column<string>(type: "text", nullable: true),
                    statement_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    statement = table.Column<byte[]>(type: "bytea", nullable: false),
                    receipt = table.Column<string>(type: "text", nullable: true),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    answered_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_asked_request", x => x.statement_id);
                });

            migrationBuilder.CreateTable(
                name: "assistance_answer",
                columns: table => new
                {
                    answer_id = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: false),
                    notice_id = table.Column<string>(type: "text", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    disclosure_id = table.Column<string>(type: "text", nullable: false),
                    known_from = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assistance_answer", x => x.answer_id);
                });

            migrationBuilder.CreateTable(
                name: "assistance_case",
                columns: table => new
                {
                    case_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    kela = table.Column<string>(type: "text", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    trace = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    notices = table.Column<int>(type: "integer", nullable: false),
                    known_as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    answer_id = table.Column<string>(type: "text", nullable: false),
                    ended_in_arow = table.Column<int>(type: "integer", nullable: false),
                    age_group = table.Column<string>(type: "text", nullable: false),
                    run_began = table.Column<DateOnly>(type: "date", nullable: true),
                    home_municipality = table.Column<string>(type: "text", nullable: false),
                    client_group = table.Column<string>(type: "text", nullable: false),
                    recorded_client_group = table.Column<string>(type: "text", nullable: false),
                    labour_authority = table.Column<string>(type: "text", nullable: false),
                    evaluation_id = table.Column<string>(type: "text", nullable: true),
                    evaluated_for = table.Column<DateOnly>(type: "date", nullable: true),
                    measures = table.Column<int>(type: "integer", nullable: false),
                    blocked_reason = table.Column<string>(type: "text", nullable: false),
                    starting_authority = table.Column<int>(type: "integer", nullable: false),
                    standing_id = table.Column<string>(type: "text", nullable: true),
                    exception_reason = table.Column<string>(type: "text", nullable: false),
                    referral = table.Column<int>(type: "integer", nullable: false),
                    handover_accepted_at = table.Column<long>(type: "bigint", nullable: true),
                    decline_reason = table.Column<string>(type: "text", nullable: false),
                    referral_rule_ids = table.Column<string>(type: "text", nullable: false),
                    referral_assessed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    referral_months = table.Column<int>(type: "integer", nullable: false),
                    proposed_time = table.Column<long>(type: "bigint", nullable: true),
                    representative = table.Column<byte[]>(type: "bytea", nullable: true),
                    joint_case_id = table.Column<string>(type: "text", nullable: true),
                    close_reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assistance_case", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "assistance_evaluation",
                columns: table => new
                {
                    evaluation_id = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    evidence = table.Column<byte[]>(type: "bytea", nullable: false),
                    answer_id = table.Column<string>(type: "text", nullable: false),
                    standing = table.Column<byte[]>(type: "bytea", nullable: true),
                    standing_disclosure_id = table.Column<string>(type: "text", nullable: true),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    evaluated_by = table.Column<string>(type: "text", nullable: false),
                    evaluated_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assistance_evaluation", x => x.evaluation_id);
                });

            migrationBuilder.CreateTable(
                name: "assistance_notice",
                columns: table => new
                {
                    notice_id = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: false),
                    threshold_code = table.Column<string>(type: "text", nullable: false),
                    handled_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assistance_notice", x => x.notice_id);
                });

            migrationBuilder.CreateTable(
                name: "at_rest_key",
                columns: table => new
                {
                    kid = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    known_from = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_at_rest_key", x => x.kid);
                });

            migrationBuilder.CreateTable(
                name: "at_rest_replica",
                columns: table => new
                {
                    replica = table.Column<string>(type: "text", nullable: false),
                    reads = table.Column<string>(type: "text", nullable: false),
                    writes = table.Column<string>(type: "text", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_at_rest_replica", x => x.replica);
                });

            migrationBuilder.CreateTable(
                name: "client_notice",
                columns: table => new
                {
                    notice_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    sent_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    steps = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<long>(type: "bigint", nullable: false),
                    last_failure = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_client_notice", x => x.notice_id);
                });

            migrationBuilder.CreateTable(
                name: "client_notice_receipts",
                columns: table => new
                {
                    channel = table.Column<string>(type: "text", nullable: false),
                    token = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_client_notice_receipts", x => x.channel);
                });

            migrationBuilder.CreateTable(
                name: "client_notice_step",
                columns: table => new
                {
                    notice_id = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    stated_at = table.Column<long>(type: "bigint", nullable: true),
                    channel_reference = table.Column<string>(type: "text", nullable: true),
                    failure_code = table.Column<string>(type: "text", nullable: true),
                    posted_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_client_notice_step", x => new { x.notice_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "client_tie",
                columns: table => new
                {
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_client_tie", x => new { x.subject_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "consent_receipt",
                columns: table => new
                {
                    record_id = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    receipt_id = table.Column<string>(type: "text", nullable: false),
                    jws = table.Column<byte[]>(type: "bytea", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consent_receipt", x => new { x.record_id, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "consent_revision",
                columns: table => new
                {
                    revision = table.Column<int>(type: "integer", nullable: false),
                    consent_id = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    categories = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_through = table.Column<DateOnly>(type: "date", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    form_id = table.Column<string>(type: "text", nullable: true),
                    how_given = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    text_version = table.Column<string>(type: "text", nullable: false),
                    form_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    evidence_reference = table.Column<string>(type: "text", nullable: false),
                    mandate_kind = table.Column<string>(type: "text", nullable: false),
                    mandate_person = table.Column<string>(type: "text", nullable: false),
                    mandate_source = table.Column<string>(type: "text", nullable: false),
                    mandate_reference = table.Column<string>(type: "text", nullable: false),
                    acted_as = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_assurance = table.Column<string>(type: "text", nullable: false),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    previous_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consent_revision", x => new { x.consent_id, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "contact_ban",
                columns: table => new
                {
                    fact_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false),
                    known_from = table.Column<long>(type: "bigint", nullable: false),
                    supersedes = table.Column<string>(type: "text", nullable: true),
                    acted_as = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contact_ban", x => x.fact_id);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_ledger",
                columns: table => new
                {
                    entry_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    requester = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_role = table.Column<string>(type: "text", nullable: false),
                    actor_assurance = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    categories_asked = table.Column<string>(type: "text", nullable: false),
                    categories_given = table.Column<string>(type: "text", nullable: false),
                    categories_withheld = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    precise_reason = table.Column<string>(type: "text", nullable: false),
                    shown_reason = table.Column<string>(type: "text", nullable: false),
                    basis_kind = table.Column<string>(type: "text", nullable: true),
                    flow = table.Column<string>(type: "text", nullable: true),
                    citation = table.Column<string>(type: "text", nullable: true),
                    consent_id = table.Column<string>(type: "text", nullable: true),
                    consent_revision = table.Column<int>(type: "integer", nullable: true),
                    proof_kind = table.Column<string>(type: "text", nullable: true),
                    proof_reference = table.Column<string>(type: "text", nullable: true),
                    proof_attested = table.Column<bool>(type: "boolean", nullable: false),
                    refusal_passed = table.Column<string>(type: "text", nullable: true),
                    gate_revision = table.Column<long>(type: "bigint", nullable: false),
                    statement_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    answer_sha256 = table.Column<byte[]>(type: "bytea", nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    trace_id = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: true),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disclosure_ledger", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "eligibility_outlook",
                columns: table => new
                {
                    client_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: true),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    answer = table.Column<byte[]>(type: "bytea", nullable: false),
                    has_news = table.Column<bool>(type: "boolean", nullable: false),
                    soon_on = table.Column<DateOnly>(type: "date", nullable: true),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_eligibility_outlook", x => x.client_id);
                });

            migrationBuilder.CreateTable(
                name: "enumeration_alarm",
                columns: table => new
                {
                    alarm_id = table.Column<string>(type: "text", nullable: false),
                    requester = table.Column<string>(type: "text", nullable: false),
                    people = table.Column<long>(type: "bigint", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    raised_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enumeration_alarm", x => x.alarm_id);
                });

            migrationBuilder.CreateTable(
                name: "erased_leaves",
                columns: table => new
                {
                    first_leaf = table.Column<long>(type: "bigint", nullable: false),
                    last_leaf = table.Column<long>(type: "bigint", nullable: false),
                    erasure_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erased_leaves", x => x.first_leaf);
                });

            migrationBuilder.CreateTable(
                name: "flow_journal",
                columns: table => new
                {
                    entry_id = table.Column<string>(type: "text", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: true),
                    step = table.Column<string>(type: "text", nullable: false),
                    counterpart = table.Column<string>(type: "text", nullable: true),
                    road = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    trace_id = table.Column<string>(type: "text", nullable: false),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flow_journal", x => new { x.flow_id, x.entry_id });
                });

            migrationBuilder.CreateTable(
                name: "heard_consent",
                columns: table => new
                {
                    holder = table.Column<string>(type: "text", nullable: false),
                    consent_id = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    remaining_categories = table.Column<string>(type: "text", nullable: false),
                    taken_back_at = table.Column<long>(type: "bigint", nullable: false),
                    known_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heard_consent", x => new { x.consent_id, x.holder, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "joint_case",
                columns: table => new
                {
                    case_id = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    disclosure_id = table.Column<string>(type: "text", nullable: true),
                    rule_ids = table.Column<string>(type: "text", nullable: false),
                    proposed_time = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    case_version = table.Column<int>(type: "integer", nullable: false),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    copy_as_of = table.Column<int>(type: "integer", nullable: false),
                    review_due = table.Column<DateOnly>(type: "date", nullable: true),
                    review_last_lawful = table.Column<DateOnly>(type: "date", nullable: true),
                    follow_up_as_of = table.Column<int>(type: "integer", nullable: false),
                    plans_rehabilitative_work = table.Column<bool>(type: "boolean", nullable: false),
                    informed_at = table.Column<long>(type: "bigint", nullable: true),
                    accepted_at = table.Column<long>(type: "bigint", nullable: true),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_joint_case", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_alarm",
                columns: table => new
                {
                    alarm_id = table.Column<string>(type: "text", nullable: false),
                    ledger = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    seen_note = table.Column<string>(type: "text", nullable: true),
                    shown_note = table.Column<string>(type: "text", nullable: true),
                    proof = table.Column<byte[]>(type: "bytea", nullable: true),
                    good_at = table.Column<long>(type: "bigint", nullable: true),
                    raised_at = table.Column<long>(type: "bigint", nullable: false),
                    evidence_sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_alarm", x => x.alarm_id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_audit",
                columns: table => new
                {
                    audit_id = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    newest = table.Column<long>(type: "bigint", nullable: false),
                    audited = table.Column<long>(type: "bigint", nullable: false),
                    faults = table.Column<int>(type: "integer", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_audit", x => x.audit_id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_checkpoint",
                columns: table => new
                {
                    tree_size = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_checkpoint", x => x.tree_size);
                });

            migrationBuilder.CreateTable(
                name: "ledger_cosignature",
                columns: table => new
                {
                    tree_size = table.Column<long>(type: "bigint", nullable: false),
                    witness = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_cosignature", x => new { x.tree_size, x.witness });
                });

            migrationBuilder.CreateTable(
                name: "ledger_cosigner",
                columns: table => new
                {
                    witness = table.Column<string>(type: "text", nullable: false),
                    tree_size = table.Column<long>(type: "bigint", nullable: false),
                    cosigned_at = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_cosigner", x => x.witness);
                });

            migrationBuilder.CreateTable(
                name: "ledger_erasure",
                columns: table => new
                {
                    erasure_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    months = table.Column<int>(type: "integer", nullable: false),
                    erased_at = table.Column<long>(type: "bigint", nullable: false),
                    others = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_erasure", x => x.erasure_id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_leaf",
                columns: table => new
                {
                    leaf_index = table.Column<long>(type: "bigint", nullable: false),
                    entry_id = table.Column<string>(type: "text", nullable: false),
                    leaf = table.Column<byte[]>(type: "bytea", nullable: false),
                    leaf_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_leaf", x => x.leaf_index);
                });

            migrationBuilder.CreateTable(
                name: "ledger_node",
                columns: table => new
                {
                    node = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_node", x => x.node);
                });

            migrationBuilder.CreateTable(
                name: "ledger_opening",
                columns: table => new
                {
                    entry_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_opening", x => x.entry_id);
                });

            migrationBuilder.CreateTable(
                name: "ledger_watch",
                columns: table => new
                {
                    ledger = table.Column<string>(type: "text", nullable: false),
                    good_at = table.Column<long>(type: "bigint", nullable: false),
                    fault = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_watch", x => x.ledger);
                });

            migrationBuilder.CreateTable(
                name: "notice_inbox",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    notice_id = table.Column<string>(type: "text", nullable: false),
                    handler = table.Column<string>(type: "text", nullable: false),
                    handled_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_inbox", x => new { x.notice_id, x.handler, x.source });
                });

            migrationBuilder.CreateTable(
                name: "notice_outbox",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    notice_id = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    envelope = table.Column<byte[]>(type: "bytea", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: true),
                    trace_parent = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<long>(type: "bigint", nullable: false),
                    last_failure = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_outbox", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "notice_parked",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    notice_id = table.Column<string>(type: "text", nullable: false),
                    authenticated_source = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: true),
                    envelope = table.Column<byte[]>(type: "bytea", nullable: false),
                    discarded_at = table.Column<long>(type: "bigint", nullable: true),
                    discard_reason = table.Column<string>(type: "text", nullable: true),
                    parked_at = table.Column<long>(type: "bigint", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_parked", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "notice_subject",
                columns: table => new
                {
                    notice_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_subject", x => x.notice_id);
                });

            migrationBuilder.CreateTable(
                name: "own_signature",
                columns: table => new
                {
                    case_id = table.Column<string>(type: "text", nullable: false),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false),
                    assurance = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    signed_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_own_signature", x => new { x.case_id, x.plan_version });
                });

            migrationBuilder.CreateTable(
                name: "placement",
                columns: table => new
                {
                    placement_id = table.Column<string>(type: "text", nullable: false),
                    joint_case_id = table.Column<string>(type: "text", nullable: false),
                    labour_authority = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    terms = table.Column<byte[]>(type: "bytea", nullable: false),
                    details = table.Column<byte[]>(type: "bytea", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    workplace_id = table.Column<string>(type: "text", nullable: true),
                    workplace_owner = table.Column<string>(type: "text", nullable: false),
                    place_request_id = table.Column<string>(type: "text", nullable: true),
                    decline_reason = table.Column<string>(type: "text", nullable: false),
                    review_reasons = table.Column<string>(type: "text", nullable: false),
                    review_outcome = table.Column<string>(type: "text", nullable: false),
                    reviewed_by = table.Column<string>(type: "text", nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_reason = table.Column<string>(type: "text", nullable: false),
                    next_step = table.Column<string>(type: "text", nullable: false),
                    agreed_by = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_placement", x => x.placement_id);
                });

            migrationBuilder.CreateTable(
                name: "placement_attendance",
                columns: table => new
                {
                    attendance_id = table.Column<string>(type: "text", nullable: false),
                    placement_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    attended = table.Column<bool>(type: "boolean", nullable: false),
                    supersedes = table.Column<string>(type: "text", nullable: true),
                    reported_by = table.Column<string>(type: "text", nullable: false),
                    known_from = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_placement_attendance", x => x.attendance_id);
                });

            migrationBuilder.CreateTable(
                name: "plan_copy",
                columns: table => new
                {
                    copy_id = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: false),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    disclosure_id = table.Column<string>(type: "text", nullable: false),
                    fetched_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_copy", x => x.copy_id);
                });

            migrationBuilder.CreateTable(
                name: "plan_copy_signature",
                columns: table => new
                {
                    case_id = table.Column<string>(type: "text", nullable: false),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    participation = table.Column<string>(type: "text", nullable: false),
                    signed_at = table.Column<long>(type: "bigint", nullable: false),
                    disclosure_id = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_copy_signature", x => new { x.case_id, x.plan_version, x.role });
                });

            migrationBuilder.CreateTable(
                name: "receipt_promise",
                columns: table => new
                {
                    statement_id = table.Column<string>(type: "text", nullable: false),
                    entry_id = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    tree_size = table.Column<long>(type: "bigint", nullable: true),
                    looked_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipt_promise", x => x.statement_id);
                });

            migrationBuilder.CreateTable(
                name: "receipt_sweep",
                columns: table => new
                {
                    holder = table.Column<string>(type: "text", nullable: false),
                    through = table.Column<long>(type: "bigint", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipt_sweep", x => x.holder);
                });

            migrationBuilder.CreateTable(
                name: "refusal_revision",
                columns: table => new
                {
                    revision = table.Column<int>(type: "integer", nullable: false),
                    refusal_id = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    purposes = table.Column<string>(type: "text", nullable: false),
                    categories = table.Column<string>(type: "text", nullable: false),
                    bars_from = table.Column<long>(type: "bigint", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    form_id = table.Column<string>(type: "text", nullable: true),
                    how_given = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    text_version = table.Column<string>(type: "text", nullable: false),
                    form_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    evidence_reference = table.Column<string>(type: "text", nullable: false),
                    mandate_kind = table.Column<string>(type: "text", nullable: false),
                    mandate_person = table.Column<string>(type: "text", nullable: false),
                    mandate_source = table.Column<string>(type: "text", nullable: false),
                    mandate_reference = table.Column<string>(type: "text", nullable: false),
                    acted_as = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_assurance = table.Column<string>(type: "text", nullable: false),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    previous_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refusal_revision", x => new { x.refusal_id, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "request_outcome",
                columns: table => new
                {
                    caller = table.Column<string>(type: "text", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false),
                    request_id = table.Column<string>(type: "text", nullable: false),
                    request_digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    response = table.Column<byte[]>(type: "bytea", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_request_outcome", x => new { x.caller, x.method, x.request_id });
                });

            migrationBuilder.CreateTable(
                name: "retention_hold",
                columns: table => new
                {
                    hold_id = table.Column<string>(type: "text", nullable: false),
                    held_id = table.Column<string>(type: "text", nullable: false),
                    placed_at = table.Column<long>(type: "bigint", nullable: false),
                    lifted_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_hold", x => x.hold_id);
                });

            migrationBuilder.CreateTable(
                name: "subject",
                columns: table => new
                {
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    code_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    code = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject", x => x.subject_id);
                });

            migrationBuilder.CreateTable(
                name: "subject_gate",
                columns: table => new
                {
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject_gate", x => x.subject_id);
                });

            migrationBuilder.CreateTable(
                name: "subject_sighting",
                columns: table => new
                {
                    sighting_id = table.Column<string>(type: "text", nullable: false),
                    reference_index = table.Column<byte[]>(type: "bytea", nullable: false),
                    last_seen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject_sighting", x => x.sighting_id);
                });

            migrationBuilder.CreateTable(
                name: "waiting_answer",
                columns: table => new
                {
                    waiting_id = table.Column<string>(type: "text", nullable: false),
                    approved = table.Column<bool>(type: "boolean", nullable: false),
                    holds_until = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_assurance = table.Column<string>(type: "text", nullable: false),
                    time = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_waiting_answer", x => x.waiting_id);
                });

            migrationBuilder.CreateTable(
                name: "waiting_request",
                columns: table => new
                {
                    waiting_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    requester = table.Column<string>(type: "text", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    categories = table.Column<string>(type: "text", nullable: false),
                    flow = table.Column<string>(type: "text", nullable: false),
                    citation = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<string>(type: "text", nullable: true),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_waiting_request", x => x.waiting_id);
                });

            migrationBuilder.CreateTable(
                name: "witnessed_checkpoint",
                columns: table => new
                {
                    ledger = table.Column<string>(type: "text", nullable: false),
                    tree_size = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_witnessed_checkpoint", x => new { x.ledger, x.tree_size });
                });

            migrationBuilder.CreateTable(
                name: "work_ability_assessment",
                columns: table => new
                {
                    assessment_id = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: false),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    known_from = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_ability_assessment", x => x.assessment_id);
                });

            migrationBuilder.CreateTable(
                name: "work_item",
                columns: table => new
                {
                    item_id = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    thing = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<string>(type: "text", nullable: true),
                    client_id = table.Column<string>(type: "text", nullable: true),
                    case_id = table.Column<string>(type: "text", nullable: true),
                    counterpart = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    overdue_after = table.Column<DateOnly>(type: "date", nullable: true),
                    is_term_of_law = table.Column<bool>(type: "boolean", nullable: false),
                    shown_from = table.Column<DateOnly>(type: "date", nullable: true),
                    is_unclaimed = table.Column<bool>(type: "boolean", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: false),
                    flow_id = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_work_item", x => x.item_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_answered_request_entry_id",
                table: "answered_request",
                column: "entry_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_answered_request_requester_answered_at",
                table: "answered_request",
                columns: new[] { "requester", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "IX_asked_request_holder_answered_at",
                table: "asked_request",
                columns: new[] { "holder", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "IX_assistance_answer_case_id",
                table: "assistance_answer",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_assistance_case_changed_at",
                table: "assistance_case",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "IX_assistance_case_joint_case_id",
                table: "assistance_case",
                column: "joint_case_id");

            migrationBuilder.CreateIndex(
                name: "IX_assistance_case_subject_id",
                table: "assistance_case",
                column: "subject_id",
                unique: true,
                filter: "state IN (1, 2, 3)");

            migrationBuilder.CreateIndex(
                name: "IX_assistance_evaluation_case_id",
                table: "assistance_evaluation",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_assistance_notice_case_id",
                table: "assistance_notice",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_client_notice_state_next_attempt_at",
                table: "client_notice",
                columns: new[] { "state", "next_attempt_at" });

            migrationBuilder.CreateIndex(
                name: "IX_client_notice_subject_id_sent_at",
                table: "client_notice",
                columns: new[] { "subject_id", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "IX_client_notice_step_channel_reference",
                table: "client_notice_step",
                column: "channel_reference");

            migrationBuilder.CreateIndex(
                name: "IX_consent_receipt_subject_id",
                table: "consent_receipt",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_consent_revision_subject_id",
                table: "consent_revision",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_contact_ban_subject_id",
                table: "contact_ban",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_contact_ban_supersedes",
                table: "contact_ban",
                column: "supersedes",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_disclosure_ledger_subject_id",
                table: "disclosure_ledger",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_enumeration_alarm_raised_at",
                table: "enumeration_alarm",
                column: "raised_at");

            migrationBuilder.CreateIndex(
                name: "IX_erased_leaves_erasure_id",
                table: "erased_leaves",
                column: "erasure_id");

            migrationBuilder.CreateIndex(
                name: "IX_joint_case_changed_at",
                table: "joint_case",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "IX_joint_case_subject_id",
                table: "joint_case",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_alarm_ledger_kind_evidence_sha256",
                table: "ledger_alarm",
                columns: new[] { "ledger", "kind", "evidence_sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ledger_leaf_entry_id",
                table: "ledger_leaf",
                column: "entry_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ledger_leaf_leaf_hash",
                table: "ledger_leaf",
                column: "leaf_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ledger_opening_subject_id_number",
                table: "ledger_opening",
                columns: new[] { "subject_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notice_inbox_handled_at",
                table: "notice_inbox",
                column: "handled_at");

            migrationBuilder.CreateIndex(
                name: "IX_notice_outbox_notice_id",
                table: "notice_outbox",
                column: "notice_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notice_outbox_recipient_sequence",
                table: "notice_outbox",
                columns: new[] { "recipient", "sequence" },
                filter: "sent_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_notice_parked_notice_id_authenticated_source",
                table: "notice_parked",
                columns: new[] { "notice_id", "authenticated_source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notice_subject_subject_id",
                table: "notice_subject",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_placement_changed_at",
                table: "placement",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "IX_placement_subject_id",
                table: "placement",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_placement_attendance_placement_id_day",
                table: "placement_attendance",
                columns: new[] { "placement_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_placement_attendance_supersedes",
                table: "placement_attendance",
                column: "supersedes",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plan_copy_case_id_plan_version",
                table: "plan_copy",
                columns: new[] { "case_id", "plan_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_receipt_promise_entry_id",
                table: "receipt_promise",
                column: "entry_id");

            migrationBuilder.CreateIndex(
                name: "IX_receipt_promise_outcome_looked_at",
                table: "receipt_promise",
                columns: new[] { "outcome", "looked_at" });

            migrationBuilder.CreateIndex(
                name: "IX_refusal_revision_subject_id",
                table: "refusal_revision",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_retention_hold_held_id",
                table: "retention_hold",
                column: "held_id");

            migrationBuilder.CreateIndex(
                name: "IX_subject_code_index",
                table: "subject",
                column: "code_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_subject_sighting_reference_index",
                table: "subject_sighting",
                column: "reference_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_waiting_request_subject_id",
                table: "waiting_request",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_work_ability_assessment_subject_id",
                table: "work_ability_assessment",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "IX_work_item_changed_at",
                table: "work_item",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "IX_work_item_source_thing_code_reference",
                table: "work_item",
                columns: new[] { "source", "thing", "code", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_work_item_subject_id",
                table: "work_item",
                column: "subject_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answered_request");

            migrationBuilder.DropTable(
                name: "asked_request");

            migrationBuilder.DropTable(
                name: "assistance_answer");

            migrationBuilder.DropTable(
                name: "assistance_case");

            migrationBuilder.DropTable(
                name: "assistance_evaluation");

            migrationBuilder.DropTable(
                name: "assistance_notice");

            migrationBuilder.DropTable(
                name: "at_rest_key");

            migrationBuilder.DropTable(
                name: "at_rest_replica");

            migrationBuilder.DropTable(
                name: "client_notice");

            migrationBuilder.DropTable(
                name: "client_notice_receipts");

            migrationBuilder.DropTable(
                name: "client_notice_step");

            migrationBuilder.DropTable(
                name: "client_tie");

            migrationBuilder.DropTable(
                name: "consent_receipt");

            migrationBuilder.DropTable(
                name: "consent_revision");

            migrationBuilder.DropTable(
                name: "contact_ban");

            migrationBuilder.DropTable(
                name: "disclosure_ledger");

            migrationBuilder.DropTable(
                name: "eligibility_outlook");

            migrationBuilder.DropTable(
                name: "enumeration_alarm");

            migrationBuilder.DropTable(
                name: "erased_leaves");

            migrationBuilder.DropTable(
                name: "flow_journal");

            migrationBuilder.DropTable(
                name: "heard_consent");

            migrationBuilder.DropTable(
                name: "joint_case");

            migrationBuilder.DropTable(
                name: "ledger_alarm");

            migrationBuilder.DropTable(
                name: "ledger_audit");

            migrationBuilder.DropTable(
                name: "ledger_checkpoint");

            migrationBuilder.DropTable(
                name: "ledger_cosignature");

            migrationBuilder.DropTable(
                name: "ledger_cosigner");

            migrationBuilder.DropTable(
                name: "ledger_erasure");

            migrationBuilder.DropTable(
                name: "ledger_leaf");

            migrationBuilder.DropTable(
                name: "ledger_node");

            migrationBuilder.DropTable(
                name: "ledger_opening");

            migrationBuilder.DropTable(
                name: "ledger_watch");

            migrationBuilder.DropTable(
                name: "notice_inbox");

            migrationBuilder.DropTable(
                name: "notice_outbox");

            migrationBuilder.DropTable(
                name: "notice_parked");

            migrationBuilder.DropTable(
                name: "notice_subject");

            migrationBuilder.DropTable(
                name: "own_signature");

            migrationBuilder.DropTable(
                name: "placement");

            migrationBuilder.DropTable(
                name: "placement_attendance");

            migrationBuilder.DropTable(
                name: "plan_copy");

            migrationBuilder.DropTable(
                name: "plan_copy_signature");

            migrationBuilder.DropTable(
                name: "receipt_promise");

            migrationBuilder.DropTable(
                name: "receipt_sweep");

            migrationBuilder.DropTable(
                name: "refusal_revision");

            migrationBuilder.DropTable(
                name: "request_outcome");

            migrationBuilder.DropTable(
                name: "retention_hold");

            migrationBuilder.DropTable(
                name: "subject");

            migrationBuilder.DropTable(
                name: "subject_gate");

            migrationBuilder.DropTable(
                name: "subject_sighting");

            migrationBuilder.DropTable(
                name: "waiting_answer");

            migrationBuilder.DropTable(
                name: "waiting_request");

            migrationBuilder.DropTable(
                name: "witnessed_checkpoint");

            migrationBuilder.DropTable(
                name: "work_ability_assessment");

            migrationBuilder.DropTable(
                name: "work_item");
        }
    }
}
