// The policies that a role has, from everything that gives it some: files next to a definition, and IAM. Adding a source is
// adding a line to `sources`.
import { openRolePolicies } from '../account/role-policies.ts';
import type { RolePolicies } from '../model/iam/role-policies.ts';
import type { AwsPlace } from '../model/place.ts';
import { motoPolicies } from './behind/moto-policies.ts';
import type { Ground } from './service.ts';

/** Undefined when the source knows no such role. */
type PolicySource = (
  ground: Ground,
  role: { readonly name: string; readonly place: AwsPlace },
) => Promise<RolePolicies | undefined> | RolePolicies | undefined;

const sources: readonly PolicySource[] = [filesOfDefinitions, motoPolicies];

/** Undefined when nothing here says what policies the role has. */
export async function policiesOfRole(
  ground: Ground,
  role: { readonly name: string; readonly place: AwsPlace },
): Promise<RolePolicies | undefined> {
  const all = await Promise.all(sources.map(async (source) => source(ground, role)));
  const found = all.filter((each) => each !== undefined);
  if (found.length === 0) return undefined;
  return found.reduce((one, other) => ({
    ...one,
    ...other,
    identity: [...one.identity, ...other.identity],
    ...trustOf([one, other]),
  }));
}

/** Whom the role trusts; undefined when nothing here says it. A trust policy alone is enough. */
export async function trustOfRole(
  ground: Ground,
  role: { readonly name: string; readonly place: AwsPlace },
): Promise<RolePolicies['trust']> {
  const known = await policiesOfRole(ground, role);
  if (known?.trust !== undefined) return known.trust;
  const files = ground.keep(openRolePolicies).of(role.place.account, role.name);
  const documents = files.flatMap(({ kind, document }) => (kind === 'trust' ? [document] : []));
  return trustOf(documents.map((trust) => ({ identity: [], trust }))).trust;
}

function trustOf(all: readonly RolePolicies[]): Pick<RolePolicies, 'trust'> {
  const statements = all.flatMap(({ trust }) => trust?.Statement ?? []);
  return statements.length === 0 ? {} : { trust: { Version: '2012-10-17', Statement: statements } };
}

function filesOfDefinitions(
  ground: Ground,
  { name, place }: { readonly name: string; readonly place: AwsPlace },
): RolePolicies | undefined {
  const policies = ground.keep(openRolePolicies).of(place.account, name);
  const documents = (kind: 'rights' | 'trust') =>
    policies.flatMap((policy) => (policy.kind === kind ? [policy.document] : []));
  const identity = documents('rights');
  // A trust policy alone does not say that the role may do nothing.
  if (identity.length === 0) return undefined;
  return { identity, ...trustOf(documents('trust').map((trust) => ({ identity: [], trust }))) };
}
