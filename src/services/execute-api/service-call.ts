// The call of an integration with a service of AWS: `arn:aws:apigateway:REGION:SERVICE:action/OPERATION` or `…:path/PATH`,
// made to the endpoint itself with a session of the integration's role.
// Source: API Gateway API reference, Integration (uri); the protocols of the services.
import { credentialsHeader } from '../../model/credentials-header.ts';
import { sessionOfRole } from '../../account/principals.ts';
import type { Credentials } from '../../account/sessions.ts';
import { serviceIndex, type ServiceEntry } from '../../aws/service-model.ts';
import type { Ground } from '../service.ts';
import type { HttpCall } from './http-call.ts';

export interface ServiceUri {
  readonly service: ServiceEntry;
  readonly region: string;
  readonly kind: 'path' | 'action';
  /** The operation, or the path without the first slash. */
  readonly rest: string;
}

/** Undefined for an address of another form, or of a service that this program does not know. */
export function readServiceUri(uri: string): ServiceUri | undefined {
  const [, region = '', name = '', kind, rest = ''] =
    /^arn:[^:]+:apigateway:([^:]*):([^:]+):(path|action)\/(.*)$/.exec(uri) ?? [];
  // A bucket or the like may stand before the service's name.
  const signingName = name.split('.').at(-1) ?? name;
  const service = serviceIndex().find((each) => each.signingName === signingName);
  if (service === undefined || (kind !== 'path' && kind !== 'action')) return undefined;
  return { service, region, kind, rest };
}

type Texts = Readonly<Record<string, string>>;

interface CallParts {
  readonly ground: Ground;
  readonly credentials: Credentials;
  readonly mapped: { readonly headers: Texts; readonly path: Texts; readonly query: Texts };
  readonly method: string;
  readonly body: string;
  readonly timeoutMs: number;
}

export function serviceCall(uri: ServiceUri, parts: CallParts): HttpCall {
  const { ground, mapped, method, body, timeoutMs, credentials } = parts;
  const { service, region, kind, rest } = uri;
  const own = kind === 'action' ? actionOf(service, rest) : { headers: {}, query: {} };
  const headers = {
    ...own.headers,
    ...mapped.headers,
    ...credentialsHeader(credentials, { region, signingName: service.signingName }),
  };
  const query = new URLSearchParams({ ...own.query, ...mapped.query }).toString();
  const path = kind === 'action' ? '/' : `/${withPath(rest, mapped.path)}`;
  return {
    method: kind === 'action' ? 'POST' : method,
    url: `${ground.url}${path}${query === '' ? '' : `${path.includes('?') ? '&' : '?'}${query}`}`,
    headers: Object.entries(headers),
    body,
    timeoutMs,
  };
}

/** In the query protocol where the service speaks it, as API Gateway does for SQS and SNS; else in JSON. */
function actionOf(
  { protocols, apiVersion, targetPrefix = '' }: ServiceEntry,
  operation: string,
): { readonly headers: Texts; readonly query: Texts } {
  if (protocols.includes('query'))
    return {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      query: { Action: operation, Version: apiVersion },
    };
  const headers = {
    'Content-Type': 'application/x-amz-json-1.1',
    'X-Amz-Target': `${targetPrefix}.${operation}`,
  };
  return { headers, query: {} };
}

function withPath(path: string, values: Texts): string {
  return path.replaceAll(/\{([\w.-]+)\+?\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : value.split('/').map(encodeURIComponent).join('/');
  });
}

/** Sessions of the roles of integrations, as long as they last. */
export class RoleSessions {
  readonly #known = new Map<string, Credentials>();

  /** Undefined for what is no role. */
  of(ground: Ground, roleArn: string, now: number): Credentials | undefined {
    const known = this.#known.get(roleArn);
    if (known?.expiresAt !== undefined && known.expiresAt > now + leastMs) return known;
    const principal = sessionOfRole(roleArn, 'BackplaneAssumeRoleSession');
    if (principal === undefined) return undefined;
    const expiresAt = now + lifeMs;
    const issued = { ...ground.sessions.issue(principal, expiresAt), expiresAt };
    this.#known.set(roleArn, issued);
    return issued;
  }
}

const lifeMs = 60 * 60_000;
const leastMs = 60_000;
