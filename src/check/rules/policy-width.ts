// Statements that give more than the definition needs: actions by wildcard, or everything to act on.
import { asPattern } from '../../model/policy-pattern.ts';
import { matchesAction } from '../../model/policy-decision.ts';
import { listOf, type PolicyStatement } from '../../model/policy.ts';
import { policiesOf } from '../../model/rights/attach-policy.ts';
import { statementsFor } from '../../model/rights/least-policy.ts';
import type { Right, RoleNeeds } from '../../model/rights/right.ts';
import type { Finding } from '../../lib/finding.ts';
import type { RoleRule } from './rule.ts';

export const policyWidth: RoleRule = ({ definition, roles }) => {
  return roles
    .filter(({ needs }) => !needs.some(({ isPartial }) => isPartial === true))
    .flatMap((role) =>
      policiesOf(role, 'rights', { policies: definition.policies, roles }).flatMap(({ policy, index }) =>
        policy.document.Statement.flatMap((statement, at) =>
          findingAbout(statement, role, ['policies', index, 'Statement', at]),
        ),
      ),
    );
};

function findingAbout(
  statement: PolicyStatement,
  role: RoleNeeds,
  path: Finding['path'],
): readonly Finding[] {
  const wide = statement.Effect === 'Allow' ? widePart(statement, role) : undefined;
  if (wide === undefined) return [];
  const needed = neededOf(statement, role);
  const names = [...new Set(needed.flatMap(({ actions }) => actions))].toSorted();
  const narrowed = statementsFor(needed).map((each) => JSON.stringify(each));
  return [
    {
      code: 'PolicyTooWide',
      severity: 'notice',
      message: `This statement gives ${role.name} ${wide}, and the definition needs ${names.length === 0 ? 'none of it' : names.join(', ')}`,
      path,
      remedy: `${narrowed.length === 0 ? 'Remove it' : `Write in its place: ${narrowed.join(', ')}`}${alsoCalled(role)}`,
    },
  ];
}

/** What of the statement is too wide, in words. */
function widePart(statement: PolicyStatement, role: RoleNeeds): string | undefined {
  if (statement.NotAction !== undefined) return `everything but ${listOf(statement.NotAction).join(', ')}`;
  const actions = listOf(statement.Action);
  const stars = actions.filter((action) => /[*?]/.test(action));
  const isEverywhere = listOf(statement.Resource).includes('*') || statement.NotResource !== undefined;
  const on = isEverywhere ? ' on every resource' : '';
  if (stars.length > 0) return `${stars.join(', ')}${on}`;
  // What a build's commands act on is not known here.
  if (!isEverywhere || role.services.includes('codebuild')) return undefined;
  const bound = actions.filter((action) => !isUnbound(action, role));
  return bound.length === 0 ? undefined : `${bound.join(', ')}${on}`;
}

/** AWS can hold it to no resource, and it is needed. */
function isUnbound(action: string, { needs }: RoleNeeds): boolean {
  const rights = needs
    .flatMap((need) => need.rights)
    .filter((each) => each.actions.some((name) => matchesAction(action, name)));
  return rights.some(({ resources }) => resources.includes('*'));
}

/** The needed rights whose actions the statement gives. */
function neededOf(statement: PolicyStatement, { needs }: RoleNeeds): readonly Right[] {
  const gives = (action: string): boolean =>
    statement.NotAction === undefined
      ? listOf(statement.Action).some((pattern) => matchesAction(pattern, action))
      : !listOf(statement.NotAction).some((pattern) => matchesAction(pattern, action));
  const rights = needs.flatMap((need) => need.rights);
  return rights
    .map((each) => ({ ...each, actions: each.actions.filter(gives) }))
    .filter(({ actions, resources }) => actions.length > 0 && touches(statement, resources));
}

/** A statement about one bucket is not asked for the rights on another. */
function touches(statement: PolicyStatement, resources: readonly string[]): boolean {
  if (statement.NotResource !== undefined) return true;
  const given = listOf(statement.Resource);
  return (
    given.includes('*') || resources.some((asked) => given.some((pattern) => sharesBeginning(pattern, asked)))
  );
}

function sharesBeginning(pattern: string, asked: string): boolean {
  const [literal = ''] = pattern.split(/[*?]/);
  const [known = ''] = asPattern(asked).split(/[*?]/);
  return known.startsWith(literal) || literal.startsWith(known);
}

function alsoCalled({ services }: RoleNeeds): string {
  return services.includes('codebuild') ? ' (and what the commands of its builds call)' : '';
}
