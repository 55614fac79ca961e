// What CloudFormation actions need of the pipeline's role, mode by mode. Source: CodePipeline user guide, "AWS
// CloudFormation deploy action reference"; service authorization reference, "AWS CloudFormation".
import type { Derived, RightsRequest } from '../../model/rights/rights-request.ts';
import { arnOf, withoutReferences } from '../../model/rights/arns.ts';
import { ownValue } from '../../lib/own-value.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';

export function cloudFormationRights({ configuration, where }: RightsRequest): readonly Right[] {
  const { ActionMode: mode = '', StackName: stack = '', RoleArn: role } = configuration;
  const names = ownValue(namesByMode, mode);
  if (names === undefined) return [];
  const passes = role !== undefined && mode !== 'CHANGE_SET_EXECUTE';
  return [
    right(actionsOf('cloudformation', ...names), arnOf(where, 'cloudformation', `stack/${stack}/*`)),
    ...(passes
      ? [
          right('iam:PassRole', withoutReferences(role), {
            context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
          }),
        ]
      : []),
  ];
}

/** What the resources of a stack need, its template alone decides. */
export function stackRole({ configuration }: RightsRequest): Pick<Derived, 'passedRole'> {
  const { ActionMode: mode, RoleArn: arn = '' } = configuration;
  if (arn === '' || arn.includes('#{') || mode === 'CHANGE_SET_EXECUTE') return {};
  const note = 'Allow what CloudFormation calls for the resources of the template.';
  return { passedRole: { arn, service: 'cloudformation', note, isPartial: true } };
}

const update = ['CreateStack', 'DescribeStackEvents', 'DescribeStacks', 'GetTemplate', 'UpdateStack'];
const namesByMode: Readonly<Record<string, readonly string[]>> = {
  CREATE_UPDATE: update,
  REPLACE_ON_FAILURE: [...update, 'DeleteStack'],
  CHANGE_SET_REPLACE: ['CreateChangeSet', 'DeleteChangeSet', 'DescribeChangeSet', 'DescribeStacks'],
  CHANGE_SET_EXECUTE: ['DescribeChangeSet', 'DescribeStackEvents', 'DescribeStacks', 'ExecuteChangeSet'],
  DELETE_ONLY: ['DeleteStack', 'DescribeStackEvents', 'DescribeStacks'],
};
