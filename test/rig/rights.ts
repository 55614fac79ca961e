// The rights that a definition's roles need, as tests read them.
import { providers } from '../../src/actions/registry.ts';
import type { Buildspec } from '../../src/model/build.ts';
import type { Definition } from '../../src/model/definition.ts';
import type { ActionDeclaration } from '../../src/model/pipeline.ts';
import { leastPolicy } from '../../src/model/rights/least-policy.ts';
import type { RoleNeeds } from '../../src/model/rights/right.ts';
import { roleNeedsOf } from '../../src/model/rights/role-needs.ts';
import { definition } from './empty-definition.ts';
export interface Sources {
  readonly buildspecs?: readonly Buildspec[];
  readonly taskRoles?: readonly string[];
}

export function rolesOf(
  parts: Partial<Definition>,
  { buildspecs = [], taskRoles }: Sources = {},
): readonly RoleNeeds[] {
  return roleNeedsOf(definition(parts), {
    types: providers,
    buildspecsOf: () => buildspecs,
    taskRolesOf: () => taskRoles,
  });
}

/** `s3:GetObject on arn:aws:s3:::bucket/*`, with the condition in brackets. */
export function lines(role: RoleNeeds | undefined): readonly string[] {
  const { Statement } = leastPolicy((role?.needs ?? []).flatMap(({ rights }) => rights));
  return Statement.flatMap(({ Action = [], Resource = [], Condition }) =>
    [Action].flat().flatMap((action) =>
      [Resource].flat().map((resource) => {
        const condition =
          Condition === undefined ? '' : ` [${Object.values(Condition['StringEquals'] ?? {}).join()}]`;
        return `${action} on ${resource}${condition}`;
      }),
    ),
  ).toSorted();
}

export const account = '111122223333';

export function action(
  category: ActionDeclaration['actionTypeId']['category'],
  provider: string,
  configuration: Readonly<Record<string, string>>,
  more: Partial<ActionDeclaration> = {},
): ActionDeclaration {
  return {
    name: 'Do',
    actionTypeId: { category, owner: 'AWS', provider, version: '1' },
    configuration,
    ...more,
  };
}
