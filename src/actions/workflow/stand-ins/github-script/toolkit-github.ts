// `context` and `github` of a script, as @actions/github has them. There is no API of GitHub here: each call of it fails.
import { existsSync, readFileSync } from 'node:fs';
import { isRecord } from '../../../../lib/is-record.ts';

function readPayload(): Readonly<Record<string, unknown>> {
  const path = process.env['GITHUB_EVENT_PATH'] ?? '';
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>)
    : {};
}

const variable = (name: string): string => process.env[name] ?? '';
const payload = readPayload();

export const context = {
  payload,
  eventName: variable('GITHUB_EVENT_NAME'),
  sha: variable('GITHUB_SHA'),
  ref: variable('GITHUB_REF'),
  workflow: variable('GITHUB_WORKFLOW'),
  action: variable('GITHUB_ACTION'),
  actor: variable('GITHUB_ACTOR'),
  job: variable('GITHUB_JOB'),
  runAttempt: Number(variable('GITHUB_RUN_ATTEMPT')),
  runNumber: Number(variable('GITHUB_RUN_NUMBER')),
  runId: Number(variable('GITHUB_RUN_ID')),
  apiUrl: variable('GITHUB_API_URL'),
  serverUrl: variable('GITHUB_SERVER_URL'),
  graphqlUrl: variable('GITHUB_GRAPHQL_URL'),
  get repo(): { readonly owner: string; readonly repo: string } {
    const [owner = '', repo = ''] = variable('GITHUB_REPOSITORY').split('/');
    return { owner, repo };
  },
  get issue(): Readonly<Record<string, unknown>> {
    const about = [payload['issue'], payload['pull_request'], payload].find(isRecord);
    return { ...context.repo, number: about?.['number'] };
  },
} as const;

/** Anything of it can be named; only a call is refused. */
function refusing(name: string): unknown {
  const call = async (): Promise<never> => {
    const message = `${name}: GitHub's API is not called here. Run the action as it is with --actions=real and a token that is stored as GITHUB_TOKEN.`;
    await Promise.reject(new Error(message));
    throw new Error(message);
  };
  return new Proxy(call, {
    get: (_target, key) =>
      typeof key === 'symbol' || key === 'then' ? undefined : refusing(`${name}.${key}`),
  });
}

export const github = refusing('github');
