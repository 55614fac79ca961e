// The policies of roles that were made by IAM's API, which moto keeps: read anew whenever IAM's part of the account has
// changed.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { motoFolder } from '../../account/moto-folder.ts';
import { recordedResources } from '../../account/recorded-resources.ts';
import { defined } from '../../lib/defined.ts';
import { parseArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { RolePolicies } from '../../model/iam/role-policies.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import type { Ground } from '../service.ts';
import { behindServices } from './behind-services.ts';
import { askMoto } from './ask-moto.ts';
import { NotAnswered } from './pass-on.ts';

/** Undefined for a role that IAM's API has not made here: nothing is started for it. */
export async function motoPolicies(
  ground: Ground,
  { name, place }: { readonly name: string; readonly place: AwsPlace },
): Promise<RolePolicies | undefined> {
  const { roles, policies } = ground.keep(openKnown).current();
  if (!roles.has(`${place.account} ${name}`)) return undefined;
  const key = `${place.account} ${name}`;
  const known = policies.get(key) ?? readPolicies({ ground, place }, name);
  policies.set(key, known);
  return await known.catch((error: unknown) => {
    policies.delete(key);
    // Without moto nothing says what the role has.
    if (error instanceof NotAnswered) return undefined;
    throw error;
  });
}

/**
 * A managed policy, of AWS or of the account, as it is now. Undefined for one that is not there.
 * @throws NotAnswered without moto
 */
export async function motoManagedPolicy(
  ground: Ground,
  place: AwsPlace,
  arn: string,
): Promise<PolicyDocument | undefined> {
  const { managed } = ground.keep(openKnown).current();
  const key = `${place.account} ${arn}`;
  const known = managed.get(key) ?? managedPolicy({ ground, place }, arn);
  managed.set(key, known);
  return await known.catch((error: unknown) => {
    managed.delete(key);
    throw error;
  });
}

/**
 * The role of an instance profile, where a role of the profile's name is meant and there is none: instances know their profile.
 * The same ARN for every other role.
 */
export async function roleInProfile(ground: Ground, roleArn: string): Promise<string> {
  const { account = '', partition = '' } = parseArn(roleArn) ?? {};
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const { roles, profiles, rolesOfProfiles } = ground.keep(openKnown).current();
  const key = `${account} ${name}`;
  if (roles.has(key) || !profiles.has(key)) return roleArn;
  const asking = { ground, place: { account, partition, region: '' } };
  const known = rolesOfProfiles.get(key) ?? readProfile(asking, name);
  rolesOfProfiles.set(key, known);
  return await known
    .then((role) => (role === '' ? roleArn : role))
    .catch((error: unknown) => {
      rolesOfProfiles.delete(key);
      if (error instanceof NotAnswered) return roleArn;
      throw error;
    });
}

/** Empty for a profile without a role. */
async function readProfile(asking: Asking, InstanceProfileName: string): Promise<string> {
  const profile = await askIam(asking, { Action: 'GetInstanceProfile', InstanceProfileName });
  return all(profile, 'Arn').find((arn) => parseArn(arn)?.resource.startsWith('role/') === true) ?? '';
}

interface Known {
  readonly state: string;
  /** By account and name. */
  readonly roles: ReadonlySet<string>;
  readonly profiles: ReadonlySet<string>;
  readonly policies: Map<string, Promise<RolePolicies>>;
  /** By ARN. */
  readonly managed: Map<string, Promise<PolicyDocument | undefined>>;
  readonly rolesOfProfiles: Map<string, Promise<string>>;
}

function nothingKnown(state: string) {
  return { state, policies: new Map(), managed: new Map(), rolesOfProfiles: new Map() };
}

interface KnownPolicies extends Disposable {
  readonly current: () => Known;
}

function openKnown(stateFolder: string): KnownPolicies {
  let known: Known = { ...nothingKnown(''), roles: new Set(), profiles: new Set() };
  return {
    current: () => {
      const state = stateOfIam(stateFolder);
      if (state === known.state) return known;
      const recorded = recordedResources(stateFolder);
      const named = (wanted: string): ReadonlySet<string> =>
        new Set(recorded.flatMap(({ type, account, name }) => (type === wanted ? `${account} ${name}` : [])));
      const [roles, profiles] = [named('AWS::IAM::Role'), named('AWS::IAM::InstanceProfile')];
      known = { ...nothingKnown(state), roles, profiles };
      return known;
    },
    [Symbol.dispose]: () => undefined,
  };
}

/** Another text whenever a call has changed something of IAM: that is on disk before the call is answered. */
function stateOfIam(stateFolder: string): string {
  const folder = motoFolder(stateFolder);
  try {
    return readdirSync(folder)
      .filter((file) => file.startsWith('iam') && file.endsWith('.state'))
      .map((file) => {
        const { mtimeMs, ino, size } = statSync(join(folder, file));
        return `${file} ${mtimeMs} ${ino} ${size}`;
      })
      .join(' ');
  } catch {
    return '';
  }
}

interface Asking {
  readonly ground: Ground;
  readonly place: AwsPlace;
}

async function readPolicies(asking: Asking, RoleName: string): Promise<RolePolicies> {
  const ask = async (Action: string, more: Readonly<Record<string, string>> = {}) =>
    askIam(asking, { Action, RoleName, ...more });
  const [role, inline, attached] = await Promise.all([
    ask('GetRole'),
    ask('ListRolePolicies'),
    ask('ListAttachedRolePolicies'),
  ]);
  const own = all(inline, 'member').map(async (PolicyName) => {
    return documentIn(first(await ask('GetRolePolicy', { PolicyName }), 'PolicyDocument'));
  });
  const managed = all(attached, 'PolicyArn').map(async (arn) => managedPolicy(asking, arn));
  const boundary = first(role, 'PermissionsBoundaryArn');
  const trust = documentIn(first(role, 'AssumeRolePolicyDocument'));
  return {
    identity: (await Promise.all([...own, ...managed])).filter((each) => each !== undefined),
    ...(boundary === '' ? {} : limit(await managedPolicy(asking, boundary))),
    ...defined({ trust, maxSessionSeconds: Number(first(role, 'MaxSessionDuration')) || undefined }),
  };
}

/** A boundary that cannot be read allows nothing. */
function limit(boundary: PolicyDocument | undefined): Pick<RolePolicies, 'boundary'> {
  return { boundary: boundary ?? { Statement: [] } };
}

async function managedPolicy(asking: Asking, PolicyArn: string): Promise<PolicyDocument | undefined> {
  const policy = await askIam(asking, { Action: 'GetPolicy', PolicyArn });
  const VersionId = first(policy, 'DefaultVersionId');
  if (VersionId === '') return undefined;
  const version = await askIam(asking, { Action: 'GetPolicyVersion', PolicyArn, VersionId });
  return documentIn(first(version, 'Document'));
}

async function askIam(
  { ground, place }: Asking,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const service = behindServices.find(({ name }) => name === 'iam');
  if (service === undefined) throw new Error('moto answers IAM');
  const body = Buffer.from(new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString());
  const headers = {
    host: 'iam.amazonaws.com',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  };
  const head = { method: 'POST', path: '/', query: '', headers };
  const operation = parameters['Action'] ?? '';
  return (await askMoto(ground, place, { service, operation, head, body })).text;
}

function all(xml: string, element: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) => text);
}

function first(xml: string, element: string): string {
  return all(xml, element)[0] ?? '';
}

/** IAM writes documents percent-encoded. Undefined for what is none. */
function documentIn(text: string): PolicyDocument | undefined {
  if (text === '') return undefined;
  const { Statement = [], ...document } = JSON.parse(decodeURIComponent(text)) as Partial<PolicyDocument>;
  return { ...document, Statement: [Statement].flat() };
}
