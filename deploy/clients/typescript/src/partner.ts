// A partner system at work: Kela's payment system tells of paid days, and a municipality asks a door that must not open to it.
// Prints one JSON line per act.
import { randomUUID } from "node:crypto";
import { DataCategory, Purpose } from "./gen/tyollisyys/mesh/disclosure/v1/categories_pb.js";
import { DisclosureService } from "./gen/tyollisyys/mesh/disclosure/v1/disclosure_service_pb.js";
import { Benefit } from "./gen/tyollisyys/mesh/kela/v1/benefit_days_pb.js";
import { BenefitRegisterService } from "./gen/tyollisyys/mesh/kela/v1/benefit_register_service_pb.js";
import { ActorRole } from "./gen/tyollisyys/mesh/participants/v1/participants_pb.js";
import { PartnerClient, RefusedCall } from "./partnerClient.js";
import { settings } from "./settings.js";
import { signed } from "./statement.js";

const told = settings(
  "MESH_ROOTS", "MESH_KELA", "MESH_KELA_URI", "MESH_PAYMENTS_CERTIFICATE", "MESH_PAYMENTS_KEY",
  "MESH_OFFICE", "MESH_OFFICE_URI", "MESH_MUNICIPALITY_CERTIFICATE", "MESH_MUNICIPALITY_KEY", "MESH_MUNICIPALITY_SIGNING", "MESH_MUNICIPALITY_URI", "MESH_PERSON", "MESH_PAID_DAY");

const tell = (act: string, outcome: object) => console.log(JSON.stringify({ act, ...outcome }));

const payments = new PartnerClient({
  address: told.MESH_KELA, server: told.MESH_KELA_URI, roots: told.MESH_ROOTS,
  certificate: told.MESH_PAYMENTS_CERTIFICATE, key: told.MESH_PAYMENTS_KEY,
});
const imported = await payments.send(BenefitRegisterService.method.importBenefitPayments, [
  { part: { case: "header", value: { requestId: randomUUID() } } },
  {
    part: {
      case: "payments",
      value: {
        personalIdentityCode: told.MESH_PERSON, homeMunicipality: "405", clientGroup: "GENERAL",
        benefit: Benefit.LABOUR_MARKET_SUBSIDY, paidDays: [told.MESH_PAID_DAY],
      },
    },
  },
]);
tell("import", { clients: imported.clients, paidDays: imported.paidDays });
payments.close();

const municipality = new PartnerClient({
  address: told.MESH_OFFICE, server: told.MESH_OFFICE_URI, roots: told.MESH_ROOTS,
  certificate: told.MESH_MUNICIPALITY_CERTIFICATE, key: told.MESH_MUNICIPALITY_KEY,
});
for (const personalIdentityCode of [told.MESH_PERSON, "not a code"]) {
  try {
    await municipality.call(DisclosureService.method.disclose, signed(told.MESH_MUNICIPALITY_SIGNING, told.MESH_MUNICIPALITY_URI, told.MESH_OFFICE_URI, {
      requestId: randomUUID(),
      subject: { subject: { case: "personalIdentityCode", value: personalIdentityCode } },
      purpose: Purpose.ACTIVATION_PLAN_NEED,
      categories: [DataCategory.PLAN_COPY],
      // Who acts, by an id that means nothing elsewhere: the organisation answers for it.
      actor: { pairwiseId: "night-run", role: ActorRole.SYSTEM, assurance: "urn:mesh:assurance:system" },
    }));
    tell("disclose", { code: "OK" });
  } catch (error) {
    if (!(error instanceof RefusedCall)) throw error;
    tell("disclose", { code: error.code, ...error.refusal });
  }
}
municipality.close();
