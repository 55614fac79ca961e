// What a pipeline asks of AWS that has no counterpart on one machine: each is said, so that none is passed over.
import { parseArn } from '../../model/arn.ts';
import type { Path } from '../../lib/node.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { actionsOf, nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import { unexecutedKeys, type ActionTypes } from '../../model/action-type.ts';
import type { Rule } from './rule.ts';

export const notExecuted: Rule = ({ pipeline }, types) => [
  ...actionsOf(pipeline).flatMap((placed) => [
    ...configurationKeys(placed, types),
    ...otherAccounts(placed, pipeline),
  ]),
  ...otherRegions(pipeline),
];

function notice(path: Path, message: string): Finding {
  return { code: 'NotExecutedHere', severity: 'notice', message, path };
}

function configurationKeys(placed: PlacedAction, types: ActionTypes): readonly Finding[] {
  const { action, path } = placed;
  return unexecutedKeys(types, action, action.configuration).map(({ what, reason }) =>
    notice(
      [...path, 'configuration', what],
      `"${what}" of the ${nameOf(placed)} is not executed here: ${reason}`,
    ),
  );
}

/** AWS assumes such a role; here everything works with the rights of the user. */
function otherAccounts(placed: PlacedAction, { roleArn }: PipelineDeclaration): readonly Finding[] {
  const [own, other] = [accountOf(roleArn), accountOf(placed.action.roleArn)];
  if (own === undefined || other === undefined || own === other) return [];
  return [
    notice(
      [...placed.path, 'roleArn'],
      `The account ${other} of the ${nameOf(placed)} is not executed here: it works on this machine like all others, and assumes no role`,
    ),
  ];
}

function accountOf(arn: string | undefined): string | undefined {
  const account = parseArn(arn ?? '')?.account ?? '';
  return /^\d{12}$/.test(account) ? account : undefined;
}

function otherRegions({ artifactStores = {} }: PipelineDeclaration): readonly Finding[] {
  const regions = Object.keys(artifactStores);
  if (regions.length < 2) return [];
  return [
    notice(
      ['pipeline', 'artifactStores'],
      `The Regions ${regions.join(', ')} are not executed here: actions of all Regions work on this machine, from one store`,
    ),
  ];
}
