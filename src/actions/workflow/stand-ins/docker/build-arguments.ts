// The words of `docker build` for the inputs of docker/build-push-action. Pure.
import { linesOf } from '../lines-of.ts';
import { isYes } from '../stand-in.ts';

type Inputs = Readonly<Record<string, string>>;

/** Inputs that are a list, an option for each of its lines. */
const lists = {
  'add-hosts': '--add-host',
  allow: '--allow',
  'build-args': '--build-arg',
  'build-contexts': '--build-context',
  labels: '--label',
  'no-cache-filters': '--no-cache-filter',
  outputs: '--output',
  ssh: '--ssh',
  ulimit: '--ulimit',
} as const;

const single = {
  call: '--call',
  'cgroup-parent': '--cgroup-parent',
  file: '--file',
  network: '--network',
  'shm-size': '--shm-size',
  target: '--target',
} as const;

/** Without the context, and without tags, secrets and what is pushed. */
export function buildArguments(inputs: Inputs): readonly string[] {
  const platforms = valuesOf(inputs['platforms']);
  return [
    ...Object.entries(lists).flatMap(([input, option]) =>
      linesOf(inputs[input]).flatMap((line) => [option, line]),
    ),
    ...Object.entries(single).flatMap(([input, option]) => {
      const value = inputs[input] ?? '';
      return value === '' ? [] : [option, value];
    }),
    ...(platforms.length === 0 ? [] : ['--platform', platforms.join(',')]),
    ...(isYes(inputs['no-cache']) ? ['--no-cache'] : []),
    ...(isYes(inputs['pull']) ? ['--pull'] : []),
  ];
}

/** Names of the image: one on each line, or separated by commas. */
export function tagsOf(inputs: Inputs): readonly string[] {
  return valuesOf(inputs['tags']);
}

function valuesOf(text: string | undefined): readonly string[] {
  return linesOf((text ?? '').replaceAll(',', '\n'));
}

/** The folder in the source that `context` names; undefined for one in the workspace or elsewhere. */
export function folderOfDefaultContext(context: string): string | undefined {
  if (context === '') return '.';
  const found = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(context);
  return found === null ? undefined : (found[1] ?? '.');
}

/** `id=value`, `id=VARIABLE` and `id=file`, as options of the builder. @param fileFor writes a value and gives its path */
export async function secretArguments(
  inputs: Inputs,
  fileFor: (value: string) => Promise<string>,
): Promise<readonly string[]> {
  const given = linesOf(inputs['secrets']).map(split);
  const ofValues = await Promise.all(
    given.map(async ([id, value]) => ['--secret', `id=${id},src=${await fileFor(value)}`]),
  );
  const ofVariables = linesOf(inputs['secret-envs']).map(split);
  const ofFiles = linesOf(inputs['secret-files']).map(split);
  return [
    ...ofValues.flat(),
    ...ofVariables.flatMap(([id, name]) => ['--secret', `id=${id},env=${name}`]),
    ...ofFiles.flatMap(([id, file]) => ['--secret', `id=${id},src=${file}`]),
  ];
}

function split(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}
