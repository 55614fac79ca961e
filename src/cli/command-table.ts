// Every command: its name, one line about it, and the file that holds it. Adding one is adding its file and a line here.
import type { Register } from './command.ts';

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly register: Register }>;
  /** What each exit status means. */
  readonly exits: string;
}

/** What the exit status of a command can be, for its help. */
export const exits = {
  pipeline:
    '0 done, 1 the pipeline failed, 2 the definition or the call is wrong, 130 interrupted (143 by SIGTERM)',
  request:
    '0 done, 1 what went on here failed, 2 refused or the call is wrong, 130 interrupted (143 by SIGTERM)',
  reader: '0 done, 2 the call is wrong',
} as const;

const entry = (
  name: string,
  summary: string,
  { load, exits: exit = exits.reader }: Pick<CommandEntry, 'load'> & { readonly exits?: string },
): CommandEntry => ({ name, summary, load, exits: exit });

export const commandTable: readonly CommandEntry[] = [
  entry('run', 'run a pipeline, or one build, here and live', {
    load: () => import('./commands/run.ts'),
    exits: exits.pipeline,
  }),
  entry('init', 'write a pipeline for what this folder holds', {
    load: () => import('./commands/init.ts'),
    exits: '0 done, 1 not wanted, 2 nothing was found, or the call is wrong',
  }),
  entry('up', 'the server: dashboard, HTTP interface, triggers', {
    load: () => import('./commands/up.ts'),
    exits: '0 ended by Ctrl-C, 2 the definition or the call is wrong',
  }),
  entry('status', 'what is in which stage, what waits, what is deployed where', {
    load: () => import('./commands/status.ts'),
  }),
  entry('history', 'the executions so far, and how each ended', {
    load: () => import('./commands/history.ts'),
  }),
  entry('events', 'the events that EventBridge would have got', {
    load: () => import('./commands/events.ts'),
  }),
  entry('logs', 'what the actions of an execution printed', { load: () => import('./commands/logs.ts') }),
  entry('artifacts', 'list, show, extract or export output artifacts', {
    load: () => import('./commands/artifacts.ts'),
  }),
  entry('reports', 'the test reports of builds, and how they changed', {
    load: () => import('./commands/reports.ts'),
  }),
  entry('open', 'print the address of what is deployed, and open it in a browser', {
    load: () => import('./commands/open.ts'),
  }),
  entry('approve', 'approve a waiting approval action', {
    load: () => import('./commands/approve.ts'),
    exits: exits.request,
  }),
  entry('reject', 'reject a waiting approval action', {
    load: () => import('./commands/reject.ts'),
    exits: exits.request,
  }),
  entry('stop', 'stop an execution', { load: () => import('./commands/stop.ts'), exits: exits.request }),
  entry('retry', 'run the failed actions of a stage again', {
    load: () => import('./commands/retry.ts'),
    exits: exits.request,
  }),
  entry('override', 'let a stage continue although its condition failed', {
    load: () => import('./commands/override.ts'),
    exits: exits.request,
  }),
  entry('rollback', 'roll a stage back to an earlier execution', {
    load: () => import('./commands/rollback.ts'),
    exits: exits.request,
  }),
  entry('enable', 'enable the transition into a stage', {
    load: () => import('./commands/enable.ts'),
    exits: exits.request,
  }),
  entry('disable', 'disable the transition into a stage: no execution enters it', {
    load: () => import('./commands/disable.ts'),
    exits: exits.request,
  }),
  entry('invalidate', 'remove paths from the cache of a distribution', {
    load: () => import('./commands/invalidate.ts'),
  }),
  entry('invoke', 'run one Lambda function', {
    load: () => import('./commands/invoke.ts'),
    exits:
      '0 done, 1 the function failed, 2 the definition or the call is wrong, 130 interrupted (143 by SIGTERM)',
  }),
  entry('cache', 'the caches of builds: list, clear', { load: () => import('./commands/cache.ts') }),
  entry('gc', 'remove artifacts that nothing needs any more, compress old ones', {
    load: () => import('./commands/gc.ts'),
  }),
  entry('token', 'access tokens of the server: make, list, revoke', {
    load: () => import('./commands/token.ts'),
  }),
  entry('secret', 'set, import, list and remove secrets and parameters', {
    load: () => import('./commands/secret.ts'),
  }),
  entry('aws', "the AWS CLI against AWS's API of this machine", {
    load: () => import('./commands/aws.ts'),
    exits: '0 and all others as of the AWS CLI, 2 also when there is none',
  }),
  entry('account', "the environment in which tools call AWS's API of this machine", {
    load: () => import('./commands/account.ts'),
  }),
  entry('plan', 'what a run would do, and what it could reuse', {
    load: () => import('./commands/plan.ts'),
    exits: '0 done, 1 an action would fail, 2 the definition or the call is wrong',
  }),
  entry('ship', 'put the pipeline into AWS, or write it as CloudFormation or Terraform', {
    load: () => import('./commands/ship.ts'),
    exits: '0 done, 1 the stack failed, 2 refused, or the definition or the call is wrong',
  }),
  entry('bootstrap', 'make what an account needs before anything is shipped into it', {
    load: () => import('./commands/bootstrap.ts'),
    exits: '0 done, 1 the stack failed, 2 refused, or the call is wrong',
  }),
  entry('unship', 'delete what was shipped; what holds data stays', {
    load: () => import('./commands/unship.ts'),
    exits: '0 done, 1 the stack failed, 2 refused, or the call is wrong',
  }),
  entry('oidc', 'what the tokens of workflows have, and whether a trust policy takes them', {
    load: () => import('./commands/oidc.ts'),
    exits: '0 the policy takes the token, 1 it does not, 2 the call is wrong',
  }),
  entry('diff', 'what an account has otherwise than the definition says', {
    load: () => import('./commands/diff.ts'),
    exits: '0 nothing, 1 something, 2 the definition or the call is wrong',
  }),
  entry('import', 'a pipeline of an account, or of a template or Terraform, as a definition', {
    load: () => import('./commands/import.ts'),
  }),
  entry('explain', 'why an execution failed here, or a build, a deployment or a stack on AWS', {
    load: () => import('./commands/explain.ts'),
    exits: '0 explained, 2 it has not failed, or the call is wrong',
  }),
  entry('rights', 'the least policies of what roles have really called, and why a call is allowed', {
    load: () => import('./commands/rights.ts'),
  }),
  entry('lint', 'check definitions, buildspecs and appspecs', {
    load: () => import('./commands/lint.ts'),
    exits: '0 no error (warnings and notices pass), 2 an error was found, or the call is wrong',
  }),
  entry('doctor', 'check this machine and the state folder', {
    load: () => import('./commands/doctor.ts'),
    exits: '0 everything needed works, 2 something does not, or the call is wrong',
  }),
  entry('down', 'end everything that is deployed here', { load: () => import('./commands/down.ts') }),
  entry('schema', 'JSON Schemas of the files, for editors', { load: () => import('./commands/schema.ts') }),
  entry('docs', 'the documentation, page by page', { load: () => import('./commands/docs.ts') }),
  entry('completion', 'a script with which bash, zsh or fish completes commands', {
    load: () => import('./commands/completion.ts'),
  }),
];

/** As the list of all commands shows them, each once. */
export const commandGroups: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['Begin', ['run', 'init', 'up', 'lint', 'plan', 'doctor', 'docs']],
  ['See what happens', ['status', 'history', 'events', 'logs', 'artifacts', 'reports', 'open']],
  [
    'Steer it',
    [
      'approve',
      'reject',
      'stop',
      'retry',
      'override',
      'rollback',
      'enable',
      'disable',
      'invalidate',
      'invoke',
      'down',
    ],
  ],
  ["AWS's API and rights on this machine", ['aws', 'account', 'rights', 'secret']],
  ['An account of AWS, and GitHub', ['ship', 'diff', 'import', 'explain', 'unship', 'bootstrap', 'oidc']],
  ['Keep in order', ['cache', 'gc', 'token', 'schema', 'completion']],
];
