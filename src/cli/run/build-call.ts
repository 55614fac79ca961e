// The options of `run` that are about one build: what its environment, image and further sources are.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import type { EnvironmentVariable } from '../../model/build.ts';
import { secretOfRun } from '../../model/secret-names.ts';
import type { StartBuild } from '../../model/standalone-build.ts';
import type { SecretStore } from '../../state/secret-store.ts';
import type { RunCommandOptions } from './run-command-options.ts';
import { parseEnvFile } from '../../lib/parse-env-file.ts';

export interface BuildCall extends StartBuild {
  /** Values that only this call knows, by the id under which the encrypted store keeps them. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Where each secondary source lies, by its identifier. */
  readonly secondaryPlaces: Readonly<Record<string, string>>;
}

interface Caller {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Throws a ProblemError with everything that is wrong about them. */
export function readBuildCall(given: RunCommandOptions, caller: Caller): BuildCall {
  const problems: Problem[] = [];
  const fromFiles = (given.envFile ?? []).flatMap((file) => readEnvFile(file, caller, problems));
  const plain = (given.env ?? []).flatMap((text) => readVariable(text, caller, problems));
  const secrets = (given.secret ?? []).flatMap((text) => readSecret(text, caller, problems));
  const places = (given.secondarySource ?? []).flatMap((text) => readSecondary(text, problems));
  if (problems.length > 0) throw new ProblemError(problems);
  const variables = [...fromFiles, ...plain, ...secrets.map(({ variable }) => variable)];
  return {
    // The later one of a name wins.
    variables: [...new Map(variables.map((each) => [each.name, each])).values()],
    ...defined({ image: given.image }),
    ...(given.batch === true ? { batch: true } : {}),
    secondarySources: places.map(([name]) => name),
    secondaryPlaces: Object.fromEntries(places),
    secrets: new Map(secrets.flatMap(({ kept }) => (kept === undefined ? [] : [kept]))),
  };
}

/** Into the encrypted store, where the build looks them up: they stand in no journal. */
export function keepSecrets({ secrets }: BuildCall, store: SecretStore): void {
  for (const [id, value] of secrets) store.putSecret(id, value);
}

/** Those that a pipeline has no place for: each with its name, and whether it is given. */
export const buildOptions: readonly (readonly [string, (given: RunCommandOptions) => boolean])[] = [
  ['--env', ({ env }) => env !== undefined],
  ['--env-file', ({ envFile }) => envFile !== undefined],
  ['--secret', ({ secret }) => secret !== undefined],
  ['--secondary-source', ({ secondarySource }) => secondarySource !== undefined],
  ['--image', ({ image }) => image !== undefined],
  ['--artifacts', ({ artifacts }) => artifacts !== undefined],
  ['--phase', ({ phase }) => phase !== undefined],
  ['--shell', ({ shell }) => shell !== undefined],
  ['--batch', ({ batch }) => batch !== undefined],
];

export function wrongCall(message: string, remedy: string): Problem {
  return problem({ code: 'CallInvalid', whose: 'call', message, remedy });
}

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

function readVariable(text: string, { env }: Caller, problems: Problem[]): readonly EnvironmentVariable[] {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  if (!variableName.test(name)) {
    problems.push(
      wrongCall(`"${text}" names no variable`, 'Write --env NAME=VALUE, or --env NAME for yours.'),
    );
    return [];
  }
  const value = at === -1 ? env[name] : text.slice(at + 1);
  if (value !== undefined) return [{ name, value, type: 'PLAINTEXT' }];
  problems.push(
    wrongCall(`--env ${name} takes your own ${name}, and you have none`, 'Write --env NAME=VALUE.'),
  );
  return [];
}

function readEnvFile(path: string, { cwd }: Caller, problems: Problem[]): readonly EnvironmentVariable[] {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    problems.push(
      wrongCall(`${path} cannot be read: ${(error as Error).message}`, 'Give a file of NAME=VALUE lines.'),
    );
    return [];
  }
  const { variables, wrongLines } = parseEnvFile(text);
  for (const line of wrongLines)
    problems.push(
      wrongCall(`${path}:${line}: this is not NAME=VALUE`, 'Fix the line, or begin it with "#".'),
    );
  return variables.map(([name, value]) => ({ name, value, type: 'PLAINTEXT' }));
}

interface Secret {
  readonly variable: EnvironmentVariable;
  readonly kept?: readonly [string, string];
}

/** The value never stands on the command line, where every process of the machine could read it. */
function readSecret(text: string, { env }: Caller, problems: Problem[]): readonly Secret[] {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  if (!variableName.test(name)) {
    problems.push(
      wrongCall(`"${name}" is not the name of a variable`, 'Write --secret NAME or --secret NAME=SECRET-ID.'),
    );
    return [];
  }
  if (at !== -1) return [{ variable: { name, value: text.slice(at + 1), type: 'SECRETS_MANAGER' } }];
  const value = env[name];
  const id = secretOfRun(name);
  if (value !== undefined)
    return [{ variable: { name, value: id, type: 'SECRETS_MANAGER' }, kept: [id, value] }];
  problems.push(
    wrongCall(
      `--secret ${name} takes the value of your own ${name}, and you have none`,
      `Set it in your shell (read -rs ${name}; export ${name}), or name a stored secret: --secret ${name}=SECRET-ID.`,
    ),
  );
  return [];
}

function readSecondary(text: string, problems: Problem[]): readonly (readonly [string, string])[] {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(0, at));
  if (/^\w{1,127}$/.test(name) && at < text.length - 1) return [[name, text.slice(at + 1)]];
  problems.push(
    wrongCall(
      `"${text}" is not a secondary source`,
      'Write --secondary-source NAME=FOLDER, the name of letters, digits and underscores.',
    ),
  );
  return [];
}
