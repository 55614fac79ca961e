// The policies of a role, a user or a group of IAM: what its resource attaches, and what stands in it.
import type { Values } from '../../../aws/wire/message.ts';
import { listIn, textIn, unless, type ResourceWork } from '../resource-type.ts';

const gone = ['NoSuchEntity'];

function arnsIn(properties: Values): readonly string[] {
  return listIn(properties, 'ManagedPolicyArns').map(String);
}

/** The documents of inline policies by their names. */
function inlineIn(properties: Values): ReadonlyMap<string, unknown> {
  return new Map(
    listIn(properties, 'Policies').map((policy) => [
      textIn(policy as Values, 'PolicyName'),
      (policy as Values)['PolicyDocument'],
    ]),
  );
}

/** What has policies: `Role` gives AttachRolePolicy and RoleName. */
interface PolicyHolder {
  readonly word: 'Role' | 'User' | 'Group';
  readonly name: string;
}

/** Attaches and puts what is new, detaches and deletes what is no longer there. */
export async function settlePolicies(
  { call, properties }: Pick<ResourceWork, 'call' | 'properties'>,
  { word, name }: PolicyHolder,
  before: Values,
): Promise<void> {
  const holder = { [`${word}Name`]: name };
  const [arns, arnsBefore] = [arnsIn(properties), arnsIn(before)];
  for (const PolicyArn of arns)
    if (!arnsBefore.includes(PolicyArn)) await call('iam', `Attach${word}Policy`, { ...holder, PolicyArn });
  for (const PolicyArn of arnsBefore)
    if (!arns.includes(PolicyArn))
      await unless(gone, call('iam', `Detach${word}Policy`, { ...holder, PolicyArn }));
  const inline = inlineIn(properties);
  for (const [PolicyName, PolicyDocument] of inline)
    await call('iam', `Put${word}Policy`, { ...holder, PolicyName, PolicyDocument });
  for (const PolicyName of inlineIn(before).keys())
    if (!inline.has(PolicyName))
      await unless(gone, call('iam', `Delete${word}Policy`, { ...holder, PolicyName }));
}

/** All that the properties of before have given it. */
export async function removePolicies(
  { call }: Pick<ResourceWork, 'call'>,
  holder: PolicyHolder,
  before: Values,
): Promise<void> {
  await settlePolicies({ call, properties: {} }, holder, before);
}
