// What the token of a workflow may do: more than it needs, or less than a step needs.
import { problem, type Problem } from '../../lib/problem.ts';
import { valueAt, type Value, type WorkflowStep } from '../../model/workflow.ts';
import { placeOf } from '../language/place-of.ts';
import { lackingAccess } from '../lacking-access.ts';
import { mayHaveIdToken } from '../oidc/claims.ts';
import { permissionsOf } from '../permissions.ts';
import type { WorkflowRule } from './rule.ts';

export const permissions: WorkflowRule = (workflow, file) => {
  const wide = (at: Problem['at'], whose: string): Problem =>
    problem({
      code: 'WorkflowPermissionsWide',
      severity: 'warning',
      message: `The token of ${whose} may write everything: "write-all"`,
      ...(at && { at }),
      remedy: 'Name what it needs: permissions: contents: read, id-token: write …',
    });
  return [
    ...(workflow.permissions === 'write-all' ? [wide(placeOf(file), 'the workflow')] : []),
    ...workflow.jobs
      .filter((job) => job.permissions === 'write-all')
      .map((job) => wide(placeOf(file, job), `the job "${job.id}"`)),
  ];
};

/** What GitHub answers with "Resource not accessible by integration". */
export const permissionMissing: WorkflowRule = ({ jobs, ...workflow }, file) =>
  jobs.flatMap((job) =>
    job.steps.flatMap((step) =>
      lackingAccess(step, permissionsOf({ workflow, job })).map(({ scope, needed, given }) =>
        problem({
          code: 'WorkflowPermissionMissing',
          severity: 'warning',
          message: `${step.uses ?? 'The step'} needs "${scope}: ${needed}", and the token of the job "${job.id}" has "${scope}: ${given}"`,
          at: placeOf(file, step),
          remedy: `Add "${scope}: ${needed}" to the permissions of the job.`,
          aws: 'GitHub refuses the call: Resource not accessible by integration.',
        }),
      ),
    ),
  );

/** A role is assumed by the job's token, unless keys are given (aws-actions/configure-aws-credentials). */
export const roleWithoutToken: WorkflowRule = ({ jobs, ...workflow }, file) =>
  jobs
    .filter((job) => !mayHaveIdToken({ workflow, job }) && ![workflow.env, job.env].some(hasKey))
    .flatMap(({ steps }) => steps.filter((_step, at) => !steps.slice(0, at).some(configuresKeys)))
    .filter((step) => configures(step) && !hasKey(step.env))
    .filter((step) => valueAt(step.with, 'role-to-assume') !== undefined)
    .filter((step) =>
      ['aws-access-key-id', 'web-identity-token-file', 'role-chaining', 'use-existing-credentials'].every(
        (key) => valueAt(step.with, key) === undefined,
      ),
    )
    .map((step) =>
      problem({
        code: 'WorkflowRoleWithoutToken',
        severity: 'warning',
        message: 'A role is assumed by the OIDC token of the job, and the job may not have one',
        at: placeOf(file, step),
        remedy: 'Give the job "permissions: id-token: write" (and "contents: read" for a checkout).',
        aws: 'The step fails: Could not load credentials from any providers.',
      }),
    );

function hasKey(env: Value | undefined): boolean {
  return valueAt(env, 'AWS_ACCESS_KEY_ID') !== undefined;
}

function configures({ uses = '' }: WorkflowStep): boolean {
  return uses.toLowerCase().startsWith('aws-actions/configure-aws-credentials@');
}

/** The steps after it have them in their environment. */
function configuresKeys(step: WorkflowStep): boolean {
  return configures(step) && valueAt(step.with, 'aws-access-key-id') !== undefined;
}
