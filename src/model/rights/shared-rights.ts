// Rights that several things need: to write a log group, and to use a key.
import { unknownText } from '../policy-pattern.ts';
import { arnOf, keyArn, type Where } from './arns.ts';
import { actionsOf, right, type Right } from './right.ts';

/** What writing to a log group takes; the group is made when it is not there. */
export function logRights(where: Where, group: string): readonly Right[] {
  const name = `log-group:${group}`;
  return [
    right(
      actionsOf('logs', 'CreateLogGroup', 'CreateLogStream'),
      [arnOf(where, 'logs', name), arnOf(where, 'logs', `${name}:*`)],
      { anyOf: true },
    ),
    right('logs:PutLogEvents', arnOf(where, 'logs', `${name}:log-stream:*`)),
  ];
}

/**
 * Reading and writing what a key of the customer's encrypts. An alias is no resource of a policy, but a condition on any key; AWS's own
 * keys let everyone in who may read the bucket (KMS developer guide, "Use aliases to control access to KMS keys").
 */
export function keyRights(
  where: Where,
  key: string | undefined,
  actions: readonly string[] = actionsOf('kms', 'Decrypt', 'GenerateDataKey'),
): readonly Right[] {
  if (key === undefined) return [];
  const [, , , region, account] = key.split(':');
  const alias = /(?:^|:)(alias\/.+)$/.exec(key)?.[1];
  if (alias === undefined) return [right(actions, keyArn(where, key))];
  if (alias.startsWith('alias/aws/')) return [];
  const there = { ...where, region: region ?? where.region, account: account ?? where.account };
  return [
    right(actions, arnOf(there, 'kms', `key/${unknownText}`), {
      context: { 'kms:ResourceAliases': alias },
    }),
  ];
}
