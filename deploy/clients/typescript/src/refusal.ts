import { fromBinary } from "@bufbuild/protobuf";
import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { BadRequestSchema, ErrorInfoSchema, LocalizedMessageSchema } from "./gen/google/rpc/error_details_pb.js";
import { StatusSchema } from "./gen/google/rpc/status_pb.js";

/** Why a call was refused, in a form a program can act on. */
export interface Refusal {
  /** For a program, for example NO_BASIS. */
  reason: string;
  /** Every violation of the request, when it broke its contract. */
  violations: { field: string; code: string }[];
  /** The reason by language. */
  texts: Record<string, string>;
}

/** Reads grpc-status-details-bin: a google.rpc.Status with ErrorInfo, BadRequest and LocalizedMessage. */
export function readRefusal(statusDetails: Uint8Array): Refusal {
  const refusal: Refusal = { reason: "", violations: [], texts: {} };
  for (const detail of fromBinary(StatusSchema, statusDetails).details) {
    const info = anyUnpack(detail, ErrorInfoSchema);
    if (info) refusal.reason = info.reason;
    const request = anyUnpack(detail, BadRequestSchema);
    if (request) refusal.violations = request.fieldViolations.map(({ field, reason }) => ({ field, code: reason }));
    const text = anyUnpack(detail, LocalizedMessageSchema);
    if (text) refusal.texts[text.locale] = text.message;
  }
  return refusal;
}
