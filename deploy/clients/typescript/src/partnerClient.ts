import { readFileSync } from "node:fs";
import type { DescMethodClientStreaming, DescMethodUnary, DescMessage, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import * as grpc from "@grpc/grpc-js";
import { readRefusal, type Refusal } from "./refusal.js";

/** Where a participation listens, and who both ends are. */
export interface Connection {
  /** host:port. */
  address: string;
  /** The participation's URI, for example urn:mesh:org:0246246-0:role:social-insurance. */
  server: string;
  /** PEM files: the roots that are trusted, and one's own certificate and key. */
  roots: string;
  certificate: string;
  key: string;
}

/** A call that was refused. */
export class RefusedCall extends Error {
  constructor(
    readonly code: string,
    readonly refusal: Refusal,
  ) {
    super(`${code} ${refusal.reason}`);
  }
}

/** Native gRPC with mutual TLS. The messages are those that @connectrpc uses too: one generation serves both. */
export class PartnerClient {
  readonly #client: grpc.Client;

  constructor(connection: Connection) {
    const credentials = grpc.credentials.createSsl(
      readFileSync(connection.roots),
      readFileSync(connection.key),
      readFileSync(connection.certificate),
      {
        // A certificate of our roots is not enough: it must be this participation's, by the URI in its alternative names.
        checkServerIdentity: (_host, certificate) => {
          const names = (certificate.subjectaltname ?? "").split(", ");
          return names.includes(`URI:${connection.server}`) ? undefined : new Error(`the server is not ${connection.server}`);
        },
      },
    );
    this.#client = new grpc.Client(connection.address, credentials);
  }

  /** One request, one answer. A participant's call always carries a deadline. */
  call<I extends DescMessage, O extends DescMessage>(
    method: DescMethodUnary<I, O>,
    request: MessageInitShape<I>,
    seconds = 5,
  ): Promise<MessageShape<O>> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        pathOf(method),
        (message: MessageShape<I>) => Buffer.from(toBinary(method.input, message)),
        (bytes: Buffer) => fromBinary(method.output, bytes),
        create(method.input, request),
        new grpc.Metadata(),
        { deadline: Date.now() + seconds * 1000 },
        (error, answer) => (error ? reject(refused(error)) : resolve(answer!)),
      );
    });
  }

  /** A stream of requests, one answer. */
  send<I extends DescMessage, O extends DescMessage>(
    method: DescMethodClientStreaming<I, O>,
    requests: MessageInitShape<I>[],
    seconds = 60,
  ): Promise<MessageShape<O>> {
    return new Promise((resolve, reject) => {
      const stream = this.#client.makeClientStreamRequest(
        pathOf(method),
        (message: MessageShape<I>) => Buffer.from(toBinary(method.input, message)),
        (bytes: Buffer) => fromBinary(method.output, bytes),
        new grpc.Metadata(),
        { deadline: Date.now() + seconds * 1000 },
        (error, answer) => (error ? reject(refused(error)) : resolve(answer!)),
      );
      for (const request of requests) stream.write(create(method.input, request));
      stream.end();
    });
  }

  close(): void {
    this.#client.close();
  }
}

const pathOf = (method: { parent: { typeName: string }; name: string }) => `/${method.parent.typeName}/${method.name}`;

function refused(error: grpc.ServiceError): Error {
  const [details] = error.metadata.get("grpc-status-details-bin");
  return details instanceof Buffer ? new RefusedCall(grpc.status[error.code]!, readRefusal(details)) : error;
}
