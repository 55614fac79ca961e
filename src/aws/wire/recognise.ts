// Which service a request is for, and who sends it: from its signature first, then from what each protocol says.
import type { ServiceEntry } from '../service-model.ts';
import { defined } from '../../lib/defined.ts';
import type { RequestHead } from './message.ts';

/** Of a signature of version 4, in a header or in the address; of S3's old presigned addresses the key alone. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region?: string;
  readonly signingName: string;
  readonly sessionToken?: string;
}

/** Undefined for a request without a signature. */
export function credentialScope({ headers, query }: RequestHead): CredentialScope | undefined {
  const credential = /^AWS4-\S+\s+.*?Credential=([^,\s]+)/.exec(headers['authorization'] ?? '')?.[1];
  if (credential !== undefined) return scopeIn(credential, headers['x-amz-security-token']);
  if (!/X-Amz-Credential=|AWSAccessKeyId=/i.test(query)) return undefined;
  const parameters = new URLSearchParams(query);
  const presigned = parameters.get('X-Amz-Credential');
  if (presigned !== null) return scopeIn(presigned, parameters.get('X-Amz-Security-Token') ?? undefined);
  const accessKeyId = parameters.get('AWSAccessKeyId');
  const sessionToken = parameters.get('x-amz-security-token') ?? undefined;
  return accessKeyId === null ? undefined : defined({ accessKeyId, signingName: 's3', sessionToken });
}

/** `AKIAEXAMPLE/20260101/us-east-1/ssm/aws4_request`; what is malformed has no service. */
function scopeIn(credential: string, sessionToken: string | undefined): CredentialScope {
  const [accessKeyId = '', , region, signingName = ''] = credential.split('/');
  return defined({ accessKeyId, region, signingName, sessionToken });
}

/**
 * Undefined when the request says it only in its body (`form`), or not at all. Services that share a signing name are
 * distinguished by the version of their API and by their paths.
 */
export function recognise(
  index: readonly ServiceEntry[],
  head: RequestHead,
  form?: URLSearchParams,
): ServiceEntry | undefined {
  const scope = credentialScope(head);
  if (scope !== undefined) {
    const signed = index.filter(({ signingName }) => signingName === scope.signingName);
    return signed.length < 2 ? signed[0] : chosen(signed, head, form);
  }
  const target = head.headers['x-amz-target'];
  if (target !== undefined)
    return index.find(({ targetPrefix }) => targetPrefix === target.slice(0, target.lastIndexOf('.')));
  const version = form?.get('Version') ?? new URLSearchParams(head.query).get('Version');
  return index.find(
    ({ apiVersion, protocols }) =>
      apiVersion === version && protocols.some((each) => each === 'query' || each === 'ec2'),
  );
}

function chosen(
  services: readonly ServiceEntry[],
  { path }: RequestHead,
  form: URLSearchParams | undefined,
): ServiceEntry | undefined {
  // Only a form says the version of these, and it is not read yet.
  if (form === undefined && services.every(({ protocols }) => protocols.includes('query'))) return undefined;
  const version = form?.get('Version');
  const named = services.find(({ apiVersion }) => apiVersion === version);
  // API Gateway's second API has a number of its own in front of every path.
  const isSecond = /^\/v2(\/|$)/.test(path);
  return named ?? services.find(({ name }) => name.endsWith('v2') === isSecond) ?? services[0];
}
