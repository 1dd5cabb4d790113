import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { DiscloseRequestSchema, type DiscloseRequest } from "./gen/tyollisyys/mesh/disclosure/v1/disclosure_service_pb.js";

/** The file in which a participation keeps what it signs with. */
interface SigningKeys {
  statements: { kid: string; pkcs8: string };
}

/**
 * The request with the requester's signature of it: a compact JWS over the request's own bytes (docs/evidence.md). Sign anew for
 * every sending; the holder answers a statement once.
 */
export function signed(
  keysFile: string, requester: string, holder: string, request: MessageInitShape<typeof DiscloseRequestSchema>,
): DiscloseRequest {
  const keys = JSON.parse(readFileSync(keysFile, "utf8")) as SigningKeys;
  const message = create(DiscloseRequestSchema, request);
  const part = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");
  const header = part(JSON.stringify({ alg: "ES256", kid: keys.statements.kid, typ: "mesh-request+jws" }));
  const claims = part(JSON.stringify({
    iss: requester,
    aud: holder,
    iat: Math.floor(Date.now() / 1000),
    jti: randomUUID(),
    request: part(toBinary(DiscloseRequestSchema, message)),
  }));
  const key = createPrivateKey({ key: Buffer.from(keys.statements.pkcs8, "base64"), format: "der", type: "pkcs8" });
  const signature = sign("sha256", Buffer.from(`${header}.${claims}`), { key, dsaEncoding: "ieee-p1363" });
  message.statement = `${header}.${claims}.${part(signature)}`;
  return message;
}
