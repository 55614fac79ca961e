// `.github/environments.yml`: what GitHub keeps of a repository's environments outside of its files, for runs on this machine.
// Secrets of an environment are stored: slipway secret set ENVIRONMENT/NAME.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Yaml from 'yaml';
import { isRecord } from '../lib/is-record.ts';
import { didYouMean } from '../lib/nearest.ts';
import { defined } from '../lib/defined.ts';
import { problem, type Problem } from '../lib/problem.ts';
import type { DeploymentEnvironment } from '../model/workflow.ts';
import type { Files } from './files.ts';

/** Loads a library when it is first needed, without waiting. */
const load = createRequire(import.meta.url);

interface Environments {
  readonly environments: Readonly<Record<string, DeploymentEnvironment>>;
  readonly problems: readonly Problem[];
}

const keys = ['reviewers', 'wait-timer', 'deployment-branches', 'deployment-tags', 'variables'];

/** @param folder of the repository */
export async function readEnvironments(folder: string, files: Files): Promise<Environments> {
  const file = await files.read(join(folder, '.github', 'environments.yml')).catch(() => undefined);
  if (file === undefined) return { environments: {}, problems: [] };
  const problems: Problem[] = [];
  const wrong = (message: string, word: string): void => {
    const start = Math.max(0, file.text.indexOf(word));
    const at = { file: file.path, start, end: start + (file.text.includes(word) ? word.length : 0) };
    problems.push(problem({ code: 'WorkflowEnvironmentInvalid', message, at }));
  };
  let read: unknown;
  try {
    read = (load('yaml') as typeof Yaml).parse(file.text);
  } catch (error) {
    const [start = 0, end = start] = (error as Partial<Yaml.YAMLParseError>).pos ?? [];
    const message = `The file is no YAML: ${(error as Error).message.split('\n')[0] ?? ''}`;
    const at = { file: file.path, start, end };
    problems.push(problem({ code: 'WorkflowEnvironmentInvalid', message, at }));
    return { environments: {}, problems };
  }
  const entries = isRecord(read) ? Object.entries(read) : [];
  if (!isRecord(read) && read !== null) wrong('The file is no mapping of names to environments', '');
  const made = entries.map(([name, value]) => [name, environmentOf(name, value, wrong)] as const);
  return { environments: Object.fromEntries(made), problems };
}

function environmentOf(
  name: string,
  value: unknown,
  wrong: (message: string, word: string) => void,
): DeploymentEnvironment {
  const given = isRecord(value) ? value : {};
  if (!isRecord(value) && value !== null) wrong(`The environment "${name}" is no mapping`, name);
  for (const key of Object.keys(given))
    if (!keys.includes(key))
      wrong(
        `The environment "${name}" has no "${key}". ${didYouMean(key, keys, `It has ${keys.join(', ')}.`)}`,
        key,
      );
  const list = (key: string): readonly string[] | undefined => {
    const each = given[key];
    if (each === undefined || (Array.isArray(each) && each.every((one) => typeof one === 'string')))
      return each;
    wrong(`"${key}" of the environment "${name}" is a list of texts`, key);
    return undefined;
  };
  const waitTimer = given['wait-timer'] ?? 0;
  const isMinutes =
    typeof waitTimer === 'number' &&
    Number.isInteger(waitTimer) &&
    waitTimer >= 0 &&
    waitTimer <= longestWait;
  if (!isMinutes)
    wrong(`"wait-timer" of the environment "${name}" is minutes, at most ${longestWait}`, 'wait-timer');
  const variables = given['variables'] ?? {};
  if (!isRecord(variables)) wrong(`"variables" of the environment "${name}" is a mapping`, 'variables');
  return {
    reviewers: list('reviewers') ?? [],
    waitTimer: isMinutes ? waitTimer : 0,
    ...defined({ branches: list('deployment-branches'), tags: list('deployment-tags') }),
    variables: Object.fromEntries(
      Object.entries(isRecord(variables) ? variables : {}).map(([key, each]) => [key, String(each)]),
    ),
  };
}

/** GitHub: "Wait timer", 30 days. */
const longestWait = 43_200;
