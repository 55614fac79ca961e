// Objects of S3 on this machine for what is run here: read and written through the endpoint, as any client does it.
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { localUser, sessionOfRole } from '../../account/principals.ts';
import { openSessions, type Credentials } from '../../account/sessions.ts';
import { defined } from '../../lib/defined.ts';
import { parseArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { sendToEndpoint } from '../../account/call-aws.ts';
import { openEndpoint, wasStarted } from './open-endpoint.ts';

export interface StoredObject {
  /** Absent in a bucket that keeps no versions. */
  readonly versionId?: string;
  /** With its quotes. */
  readonly eTag: string;
  readonly sizeBytes: number;
}

export interface ObjectCaller {
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly place: AwsPlace;
  /** Who calls: a session of this role, or the user of this machine without one. */
  readonly roleArn?: string;
  readonly signal: AbortSignal;
}

export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/** Undefined when there is no such object. Where the endpoint was never started there is none. */
export async function findStoredObject(
  caller: ObjectCaller,
  name: ObjectName,
): Promise<StoredObject | undefined> {
  if (!wasStarted(caller.targetsFolder)) return undefined;
  const response = await send(caller, name, { method: 'HEAD' });
  if (!response.ok) return undefined;
  const versionId = response.headers.get('x-amz-version-id');
  return {
    ...(versionId === null || versionId === 'null' ? {} : { versionId }),
    eTag: response.headers.get('etag') ?? '',
    sizeBytes: Number(response.headers.get('content-length') ?? 0),
  };
}

/** @param file absolute path; written over. @throws when the object cannot be read */
export async function downloadObject(caller: ObjectCaller, name: ObjectName, file: string): Promise<void> {
  const response = await send(caller, name, { method: 'GET' });
  if (!response.ok) throw new Error(await refusalIn(response, name));
  await writeFile(file, new Uint8Array(await response.arrayBuffer()));
}

interface ObjectToUpload {
  /** Absolute path. */
  readonly file: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Of the object: its type, and how long it may be kept. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why not, when the endpoint refuses it: the bucket is not there, for one. */
export async function uploadObject(
  caller: ObjectCaller,
  name: ObjectName,
  { file, metadata, headers: about = {} }: ObjectToUpload,
): Promise<string | undefined> {
  const named = Object.entries(metadata).map(([key, value]) => [`x-amz-meta-${key}`, value] as const);
  const headers = { ...about, ...Object.fromEntries(named) };
  const response = await send(caller, name, { method: 'PUT', headers, body: await openAsBlob(file) });
  return response.ok ? undefined : await refusalIn(response, name);
}

/** Whether the account has it. Where the endpoint was never started there is none. */
export async function hasBucket(caller: ObjectCaller, bucket: string): Promise<boolean> {
  if (!wasStarted(caller.targetsFolder)) return false;
  return (await send(caller, { bucket, key: '' }, { method: 'HEAD' })).ok;
}

/** Where people find its website; undefined of a bucket that has none. */
export async function websiteAddress(caller: ObjectCaller, bucket: string): Promise<string | undefined> {
  const { url } = await openEndpoint(caller);
  const { ok } = await send(caller, { bucket, key: '' }, { method: 'GET', query: '?website' });
  return ok ? `http://${bucket}.s3-website.localhost:${new URL(url).port}` : undefined;
}

/** Makes it when it is not there. Why not, when another account has it. */
export async function provideBucket(caller: ObjectCaller, bucket: string): Promise<string | undefined> {
  const name = { bucket, key: '' };
  const found = await send(caller, name, { method: 'HEAD' });
  if (found.ok) return undefined;
  const { region } = caller.place;
  const constraint = `<LocationConstraint>${region}</LocationConstraint>`;
  const body = `<CreateBucketConfiguration>${constraint}</CreateBucketConfiguration>`;
  // The first Region of S3 is that of a bucket without a constraint (S3 API reference, CreateBucket).
  const sent = region === 'us-east-1' ? {} : { body: new Blob([body]) };
  const response = await send(caller, name, { method: 'PUT', ...sent });
  return response.ok ? undefined : await refusalIn(response, name);
}

async function refusalIn(response: Response, { bucket, key }: ObjectName): Promise<string> {
  const text = await response.text();
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? `status ${response.status}`;
  const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? '';
  return `s3://${bucket}/${key}: ${code} ${message}`.trim();
}

interface Sent {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob;
  /** Of what is no object: a setting of the bucket. */
  readonly query?: string;
}

async function send(
  { targetsFolder, place, roleArn, signal }: ObjectCaller,
  { bucket, key, versionId }: ObjectName,
  { method, headers = {}, body, query: asked = '' }: Sent,
): Promise<Response> {
  const { url } = await openEndpoint({ targetsFolder, signal });
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  const query = versionId === undefined ? asked : `?versionId=${encodeURIComponent(versionId)}`;
  const credentials = (): Credentials => credentialsOf(targetsFolder, place, roleArn);
  const caller = { url, region: place.region, credentials, signal };
  return await sendToEndpoint(caller, 's3', {
    method,
    path: `/${path}${query}`,
    headers,
    ...defined({ body }),
  });
}

const sessionMs = 60 * 60 * 1000;

function credentialsOf(targetsFolder: string, place: AwsPlace, roleArn = ''): Credentials {
  using sessions = openSessions(dirname(targetsFolder));
  const principal = parseArn(roleArn) === undefined ? undefined : sessionOfRole(roleArn, 'slipway');
  return principal === undefined
    ? sessions.keysOf(localUser(place))
    : sessions.issue(principal, Date.now() + sessionMs);
}
