// A strict dynamic-registration endpoint: the certified `oidc-provider` judges every document by its own rules of OpenID Connect; this
// file adds only what LTI asks of a platform (the platform configuration, the scopes) and a page that lists what was registered.
// It never launches anything, and the judgement on the standard members is oidc-provider's alone.
//
//   node strict_registration.mjs [--port N]     serve until standard input closes
//   node strict_registration.mjs --self-check   show that a good document is accepted and an empty address refused

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";

const AGS = "https://purl.imsglobal.org/spec/lti-ags/scope";
const NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope";
const PLATFORM_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-platform-configuration";
const TOOL_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";
const MESSAGES = [
  { type: "LtiResourceLinkRequest" },
  { type: "LtiDeepLinkingRequest", placements: ["ContentArea"] },
];

// Standard output carries one line for the test, and the library's hints on running it in production are no news here.
console.info = console.warn = () => {};
const { default: Provider, errors } = await import("oidc-provider");

/** The store that oidc-provider asks for, kept open so that `/clients` can list it. */
class OpenStore {
  static records = new Map();

  constructor(model) {
    this.model = model;
  }

  key(id) {
    return `${this.model}:${id}`;
  }

  async upsert(id, payload) {
    OpenStore.records.set(this.key(id), payload);
  }

  async find(id) {
    return OpenStore.records.get(this.key(id));
  }

  async destroy(id) {
    OpenStore.records.delete(this.key(id));
  }

  static clients() {
    return [...OpenStore.records].filter(([key]) => key.startsWith("Client:")).map(([, client]) => client);
  }
}

/** What Dynamic Registration for LTI requires beyond OpenID Connect; the host rule is the one that Moodle enforces. */
function requireToolConfiguration(_ctx, _name, tool, client) {
  const refuse = (why) => {
    throw new errors.InvalidClientMetadata(`${TOOL_CONFIGURATION}: ${why}`);
  };
  if (tool === null || typeof tool !== "object") refuse("is missing");
  if (typeof tool.domain !== "string" || tool.domain === "") refuse("domain is missing");
  if (!URL.canParse(tool.target_link_uri)) refuse("target_link_uri is not an address");
  if (new URL(tool.target_link_uri).host !== tool.domain) refuse("domain is not the host of target_link_uri");
  if (!Array.isArray(tool.messages) || tool.messages.length === 0) refuse("messages is empty");
  for (const message of tool.messages) {
    if (typeof message?.type !== "string") refuse("a message has no type");
  }
  if (!Array.isArray(tool.claims)) refuse("claims is missing");
  if (client.jwks_uri === undefined) refuse("jwks_uri is missing beside it");
  if (client.initiate_login_uri === undefined) refuse("initiate_login_uri is missing beside it");
}

function providerAt(issuer, registrationToken) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    adapter: OpenStore,
    clientAuthMethods: ["private_key_jwt"],
    cookies: { keys: [randomBytes(32).toString("hex")] },
    discovery: {
      [PLATFORM_CONFIGURATION]: {
        product_family_code: "strict-oidc",
        version: "1.0",
        messages_supported: MESSAGES,
        variables: ["Context.id", "Context.id.history", "ResourceLink.id", "ResourceLink.id.history"],
      },
    },
    extraClientMetadata: { properties: [TOOL_CONFIGURATION], validator: requireToolConfiguration },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", kid: "strict-1", use: "sig" }] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      registration: { enabled: true, initialAccessToken: registrationToken },
    },
    responseTypes: ["id_token"],
    scopes: [
      "openid",
      `${AGS}/lineitem`,
      `${AGS}/lineitem.readonly`,
      `${AGS}/result.readonly`,
      `${AGS}/score`,
      `${NRPS}/contextmembership.readonly`,
    ],
  });
  provider.on("registration_create.error", (_ctx, error) => {
    console.error(`registration refused: ${error.error_description ?? error.message}`);
  });
  return provider;
}

/** Listens on loopback and only then builds the provider, because its issuer contains the port. */
async function serve(port) {
  const registrationToken = randomBytes(24).toString("base64url");
  let answer;
  const server = createServer((request, response) => {
    if (request.method === "GET" && request.url === "/clients") {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(OpenStore.clients()));
    } else {
      answer(request, response);
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const issuer = `http://127.0.0.1:${server.address().port}`;
  answer = providerAt(issuer, registrationToken).callback();
  return {
    server,
    ready: {
      openid_configuration: `${issuer}/.well-known/openid-configuration`,
      registration_token: registrationToken,
      clients_url: `${issuer}/clients`,
    },
  };
}

const GOOD_DOCUMENT = {
  application_type: "web",
  client_name: "Example tool",
  grant_types: ["client_credentials", "implicit"],
  response_types: ["id_token"],
  initiate_login_uri: "https://tool.example.org/lti/login",
  redirect_uris: ["https://tool.example.org/lti/launch"],
  jwks_uri: "https://tool.example.org/lti/jwks.json",
  token_endpoint_auth_method: "private_key_jwt",
  scope: `openid ${AGS}/score`,
  [TOOL_CONFIGURATION]: {
    domain: "tool.example.org",
    target_link_uri: "https://tool.example.org/lti/launch",
    claims: ["iss", "sub"],
    messages: MESSAGES,
  },
};

/** Each row: what is tried, the change to the good document, the bearer, the status that must come. */
const CHECKS = [
  ["a good document", {}, true, 201],
  ["no bearer", {}, false, 400],
  ["an empty logo_uri", { logo_uri: "" }, true, 400],
  ["an http redirect address", { redirect_uris: ["http://tool.example.org/lti/launch"] }, true, 400],
  ["a localhost redirect address", { redirect_uris: ["https://localhost/lti/launch"] }, true, 400],
  ["a secret instead of keys", { token_endpoint_auth_method: "client_secret_basic" }, true, 400],
  ["an unknown scope", { scope: "openid everything" }, true, 400],
  ["no tool configuration", { [TOOL_CONFIGURATION]: null }, true, 400],
];

async function selfCheck() {
  const { server, ready } = await serve(0);
  const configuration = await (await fetch(ready.openid_configuration)).json();
  let wrong = configuration[PLATFORM_CONFIGURATION]?.product_family_code === "strict-oidc" ? 0 : 1;
  for (const [what, change, bearer, expected] of CHECKS) {
    const response = await fetch(configuration.registration_endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(bearer && { authorization: `Bearer ${ready.registration_token}` }),
      },
      body: JSON.stringify({ ...GOOD_DOCUMENT, ...change }),
    });
    const { error_description: why, client_id: client } = await response.json();
    const as = response.status === expected ? "ok   " : "WRONG";
    if (response.status !== expected) wrong += 1;
    console.error(`${as} ${what}: ${response.status} ${why ?? `registered as ${client}`}`);
  }
  const listed = await (await fetch(ready.clients_url)).json();
  if (listed.length !== 1 || listed[0].redirect_uris[0] !== GOOD_DOCUMENT.redirect_uris[0]) {
    wrong += 1;
    console.error(`WRONG /clients lists ${listed.length} clients`);
  }
  server.close();
  server.closeAllConnections();
  process.exitCode = wrong === 0 ? 0 : 1;
}

const { values } = parseArgs({
  options: { port: { type: "string", default: "0" }, "self-check": { type: "boolean", default: false } },
});
if (values["self-check"]) {
  await selfCheck();
} else {
  const { ready } = await serve(Number(values.port));
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.stdin.on("end", () => process.exit(0)).on("error", () => process.exit(0)).resume();
}
