// Hears notices with nothing but docs/asyncapi/notices.json: where the queue is, how to log in, what a message must look like.
// MESH_DOCUMENT the document, MESH_BROKER host:port, MESH_RECIPIENT the participation's id (3221308-6.SOCIAL_CARE),
// MESH_CERTIFICATE, MESH_KEY, MESH_ROOTS PEM files, MESH_COUNT after how many notices to end. Prints one JSON object a notice.
import { readFileSync } from "node:fs";
import amqp from "amqplib";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const setting = (name) => process.env[name] ?? fail(`${name} is not set`);
const fail = (text) => {
    console.error(text);
    process.exit(2);
};

const document = JSON.parse(readFileSync(setting("MESH_DOCUMENT"), "utf8"));
const server = document.servers.broker;
const channel = document.channels.incoming;
const queue = channel.address.replace("{recipient}", setting("MESH_RECIPIENT"));
const login = server.security.map((scheme) => follow(scheme));
if (login[0].type !== "X509") fail("This client knows certificates only.");

// Schemas point at one another inside the document, so it is given whole.
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema(document, "notices");
const readers = new Map(Object.keys(channel.messages).map((name) => {
    const message = follow(channel.messages[name]);
    return [message.name, ajv.compile({ $ref: `notices#/components/messages/${name}/payload` })];
}));

const [hostname, port] = setting("MESH_BROKER").split(":");
const connection = await amqp.connect(
    { protocol: server.protocol, hostname, port: Number(port), vhost: server.pathname.slice(1) },
    {
        credentials: amqp.credentials.external(),
        cert: readFileSync(setting("MESH_CERTIFICATE")),
        key: readFileSync(setting("MESH_KEY")),
        ca: readFileSync(setting("MESH_ROOTS")),
        servername: hostname,
        // The certificate says who it is by its URI; the host's name says nothing of that.
        checkServerIdentity: (_, shown) => shown.subjectaltname.split(", ").includes("URI:urn:mesh:broker") ? undefined : new Error("not the mesh's broker"),
    });
const reading = await connection.createChannel();
await reading.prefetch(10);

let left = Number(process.env.MESH_COUNT ?? Infinity);
await reading.consume(queue, async (message) => {
    const notice = JSON.parse(message.content.toString("utf8"));
    console.log(JSON.stringify({ type: notice.type, id: notice.id, source: notice.source, data: notice.data, verdict: verdictOn(message, notice) }));
    reading.ack(message);
    if (--left === 0) {
        await reading.close();
        await connection.close();
    }
});

// The broker has held user_id to the sender's certificate; what else a notice says of its source is the sender's word.
function verdictOn(message, notice) {
    const read = readers.get(notice.type);
    if (message.properties.userId !== notice.source) return "forged";
    if (!read) return "unknown type: set aside";
    return read(notice) ? "read" : ajv.errorsText(read.errors);
}

function follow(node) {
    return node.$ref ? node.$ref.slice(2).split("/").reduce((at, name) => at[name], document) : node;
}
