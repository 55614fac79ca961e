// What runs of this machine have called with a role that is shipped: needs that no file shows.
import { existsSync } from 'node:fs';
import { readIamCalls } from '../../account/iam-calls.ts';
import { evaluateRequest } from '../../model/iam/evaluate.ts';
import type { PolicyDocument } from '../../model/policy.ts';
import { recordedRights, rightOf } from '../../model/rights/recorded-rights.ts';
import type { RoleNeeds } from '../../model/rights/right.ts';
import { roleStatements } from '../../model/rights/role-statements.ts';
import { requestOf } from '../rights/policies-here.ts';
import { callsOfRun } from '../rights/calls-of-run.ts';

/** @param fromRun true for all runs, else the beginning of an execution's id */
export function withRecordedNeeds(
  roles: readonly RoleNeeds[],
  { state, fromRun }: { readonly state: string; readonly fromRun: string | true },
): readonly RoleNeeds[] {
  if (!existsSync(state)) return roles;
  using calls = readIamCalls(state);
  const byRole = Map.groupBy(callsOfRun(calls.list(), fromRun), ({ roleArn }) => roleArn);
  return roles.map((role) => {
    const policy: PolicyDocument = { Version: '2012-10-17', Statement: roleStatements(role).statements };
    const rights = recordedRights(byRole.get(role.arn) ?? [])
      .filter(({ action, resource }) => {
        const request = requestOf({ action, resource, roleArn: role.arn });
        return evaluateRequest(request, { identity: [policy] }).decision !== 'Allowed';
      })
      .map(rightOf);
    if (rights.length === 0) return role;
    return { ...role, needs: [...role.needs, { what: 'calls of runs', name: 'Runs', path: [], rights }] };
  });
}
