// The statements of a role's least policy, each with an id and with what in the definition it is for. Pure.
import type { PolicyDocument, PolicyStatement } from '../policy.ts';
import { listOf } from '../policy.ts';
import { asPattern } from '../policy-pattern.ts';
import { statementsFor } from './least-policy.ts';
import type { Need, RoleNeeds } from './right.ts';

export interface ExplainedStatements {
  readonly statements: readonly PolicyStatement[];
  /** By the Sid of the statement. */
  readonly reasons: Readonly<Record<string, string>>;
}

export function roleStatements({ needs }: RoleNeeds): ExplainedStatements {
  const plain = statementsFor(needs.flatMap(({ rights }) => rights));
  const reasons: Record<string, string> = {};
  const statements = plain.map((statement) => {
    const needing = needs.filter((need) => isFor(need, statement));
    const sid = freeSid(sidOf(statement, needing), reasons);
    reasons[sid] = needing.map(({ what }) => what).join('; ');
    return { Sid: sid, ...statement };
  });
  return { statements, reasons };
}

/** As IAM counts it: without white space. */
export function policyLength(document: PolicyDocument | object): number {
  return JSON.stringify(document).replaceAll(/\s/g, '').length;
}

function isFor({ rights }: Need, { Action, Resource }: PolicyStatement): boolean {
  const actions = new Set(listOf(Action));
  const resources = new Set(listOf(Resource));
  return rights.some(
    (each) =>
      each.isOpen !== true &&
      each.actions.some((action) => actions.has(action)) &&
      each.resources.some((resource) => resources.has(asPattern(resource))),
  );
}

/** Letters and digits: `S3ForArtifacts`. */
function sidOf({ Action }: PolicyStatement, needing: readonly Need[]): string {
  const [service = ''] = (listOf(Action)[0] ?? '').split(':');
  const name = needing.length === 1 ? (needing[0]?.name ?? '') : needing.length === 0 ? '' : 'Several';
  return [service, 'For', ...name.split(/[^A-Za-z0-9]+/)]
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}

function freeSid(wanted: string, taken: Readonly<Record<string, string>>): string {
  const next = (count: number): string => {
    const sid = count === 1 ? wanted : `${wanted}${count}`;
    return Object.hasOwn(taken, sid) ? next(count + 1) : sid;
  };
  return next(1);
}
