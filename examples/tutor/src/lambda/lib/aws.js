// Calls of AWS's API, signed by the function's own credentials.
const { AwsClient } = require('aws4fetch');

function endpointOf(service, region) {
  const own = process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`];
  return own ?? process.env.AWS_ENDPOINT_URL ?? `https://${service}.${region}.amazonaws.com`;
}

async function send(service, path, { headers, body }) {
  const region = process.env.AWS_REGION;
  const client = new AwsClient({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
    sessionToken: process.env.AWS_SESSION_TOKEN,
    service,
    region,
  });
  const response = await client.fetch(`${endpointOf(service, region)}${path}`, {
    method: 'POST',
    headers,
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${path}: ${response.status} ${text}`);
  return { headers: response.headers, text };
}

/** In AWS's JSON protocol: `secretsmanager.GetSecretValue`. */
async function callJson(service, target, input) {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  const { text } = await send(service, '/', { headers, body: JSON.stringify(input) });
  return text === '' ? {} : JSON.parse(text);
}

/** In the query protocol, which RDS speaks. */
async function callQuery(service, parameters) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { text } = await send(service, '/', { headers, body: new URLSearchParams(parameters).toString() });
  return text;
}

async function invoke(functionName, payload) {
  const path = `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
  const { headers, text } = await send('lambda', path, { headers: {}, body: JSON.stringify(payload) });
  if (headers.get('x-amz-function-error') !== null) throw new Error(`${functionName}: ${text}`);
  return JSON.parse(text);
}

const secrets = new Map();

/** A secret in JSON. Kept while the process lives. */
async function secretOf(id) {
  if (!secrets.has(id)) {
    const { SecretString } = await callJson('secretsmanager', 'secretsmanager.GetSecretValue', {
      SecretId: id,
    });
    secrets.set(id, JSON.parse(SecretString));
  }
  return secrets.get(id);
}

module.exports = { callJson, callQuery, invoke, secretOf };
