// A person's application at work, as it would be in a browser: gRPC-web through the gateway, with the person's token.
// Prints one JSON line per act.
import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { BadRequestSchema, ErrorInfoSchema } from "./gen/google/rpc/error_details_pb.js";
import { EligibilityService } from "./gen/tyollisyys/mesh/labour/v1/eligibility_service_pb.js";
import { settings } from "./settings.js";

const told = settings("MESH_GATEWAY", "MESH_PARTICIPANT", "MESH_TOKEN");

// Which participation, and who calls: two headers on every call.
const addressed: Interceptor = (next) => (request) => {
  request.header.set("mesh-participant", told.MESH_PARTICIPANT);
  request.header.set("authorization", `Bearer ${told.MESH_TOKEN}`);
  return next(request);
};

const eligibility = createClient(
  EligibilityService,
  createGrpcWebTransport({ baseUrl: told.MESH_GATEWAY, interceptors: [addressed], defaultTimeoutMs: 10_000 }),
);
const tell = (act: string, outcome: object) => console.log(JSON.stringify({ act, ...outcome }));

const { findings } = await eligibility.listEligibilityFindings({ pageSize: 10 });
tell("findings", { count: findings.length, results: findings.map((finding) => finding.result) });

try {
  await eligibility.evaluateEligibility({ jobseekerId: "not an id", asOf: "2023-02-30" });
  tell("evaluate", { code: "OK" });
} catch (error) {
  const refusal = ConnectError.from(error);
  tell("evaluate", {
    code: Code[refusal.code],
    reason: refusal.findDetails(ErrorInfoSchema)[0]?.reason,
    violations: refusal.findDetails(BadRequestSchema).flatMap((details) => details.fieldViolations.map((each) => each.field)),
  });
}
