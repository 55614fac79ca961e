// Rights that several things need: to write a log group, and to use a key.
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

/** Reading and writing what a key of the customer's encrypts. An alias is no resource of a policy: nothing is said then. */
export function keyRights(where: Where, key: string | undefined): readonly Right[] {
  const arn = key === undefined ? undefined : keyArn(where, key);
  return arn === undefined ? [] : [right(actionsOf('kms', 'Decrypt', 'GenerateDataKey'), arn)];
}
