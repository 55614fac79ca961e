// What a source bundle says about how it is run: .ebextensions, .platform/hooks, Procfile, what it depends on.
import { isRecord } from '../../lib/is-record.ts';
import { parseYaml } from '../../lib/parse-yaml.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { OptionSetting } from '../../model/environment.ts';
import { plain } from '../../load/read-shape.ts';
import type { ArtifactStore } from '../../state/artifact-store.ts';

export interface ContainerCommand {
  readonly name: string;
  /** The configuration file that has it. */
  readonly file: string;
  readonly command: string;
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly test?: string;
  readonly ignoreErrors: boolean;
  readonly leaderOnly: boolean;
}

export interface Bundle {
  readonly optionSettings: readonly OptionSetting[];
  /** In the order of their names, file by file. */
  readonly containerCommands: readonly ContainerCommand[];
  /** `web` first. Empty without a Procfile. */
  readonly processes: readonly { readonly name: string; readonly command: string }[];
  /** Paths in the bundle, in the order in which they run. */
  readonly hooks: Readonly<Record<HookStage, readonly string[]>>;
  readonly files: ReadonlySet<string>;
  /** Sections that are not executed here: "packages of .ebextensions/a.config". */
  readonly notExecuted: readonly string[];
}

const hookStages = ['prebuild', 'predeploy', 'postdeploy'] as const;
type HookStage = (typeof hookStages)[number];

export type ReadBundle = Result<Bundle>;

export async function readBundle(artifacts: ArtifactStore, digest: string): Promise<ReadBundle> {
  const entries = await artifacts.entries(digest);
  const files = new Set(entries.filter(({ type }) => type !== 'directory').map(({ path }) => path));
  const text = async (path: string): Promise<string> =>
    new TextDecoder().decode((await artifacts.readFile(digest, path)) ?? new Uint8Array());
  const configs = [...files].filter((path) => /^\.ebextensions\/[^/]+\.config$/.test(path)).toSorted();
  const extensions: Extension[] = [];
  for (const path of configs) {
    const read = readExtension(path, await text(path));
    if (isFailed(read)) return read;
    extensions.push(read);
  }
  return {
    files,
    optionSettings: extensions.flatMap(({ optionSettings }) => optionSettings),
    containerCommands: extensions.flatMap(({ containerCommands }) => containerCommands),
    notExecuted: extensions.flatMap(({ notExecuted }) => notExecuted),
    processes: files.has('Procfile') ? readProcfile(await text('Procfile')) : [],
    hooks: hooksIn(files),
  };
}

function hooksIn(files: ReadonlySet<string>): Bundle['hooks'] {
  const of = (stage: HookStage): readonly string[] =>
    [...files].filter((path) => path.startsWith(`.platform/hooks/${stage}/`)).toSorted();
  return { prebuild: of('prebuild'), predeploy: of('predeploy'), postdeploy: of('postdeploy') };
}

/** `name: command` on each line; the process `web` is the one that the proxy leads to. */
export function readProcfile(text: string): Bundle['processes'] {
  const processes = text
    .split(/\r?\n/)
    .map((line) => /^\s*([A-Za-z0-9_-]+)\s*:\s*(\S.*?)\s*$/.exec(line))
    .flatMap((found) => (found === null ? [] : [{ name: found[1] ?? '', command: found[2] ?? '' }]));
  return processes.toSorted((a, b) => Number(b.name === 'web') - Number(a.name === 'web'));
}

type Extension = Pick<Bundle, 'optionSettings' | 'containerCommands' | 'notExecuted'>;

/** Sections that change the machine: here it is the user's own. */
const machineSections = [
  'packages',
  'groups',
  'users',
  'sources',
  'files',
  'commands',
  'services',
  'Resources',
];

export function readExtension(path: string, text: string): Result<Extension> {
  const { root, problems } = parseYaml({ path, text });
  const first = problems.find(({ severity }) => severity === 'error');
  if (root === undefined || first !== undefined)
    return { failed: `${path} is no YAML: ${first?.message ?? 'it is empty'}` };
  const content = plain(root);
  if (!isRecord(content)) return { failed: `${path} holds no sections` };
  const optionSettings = readOptions(content['option_settings']);
  const unread = optionSettings.find(({ Value }) => Value === undefined);
  if (!allRead(optionSettings))
    return {
      failed: `${path}: the value of ${unread?.OptionName ?? 'an option'} is a mapping. A function of CloudFormation stands between backquotes: '\`{"Ref": "AWS::Region"}\`'`,
    };
  return {
    optionSettings,
    containerCommands: readCommands(content['container_commands'], path),
    notExecuted: machineSections
      .filter((section) => content[section] !== undefined)
      .map((section) => `${section} of ${path}`),
  };
}

/** Its value is absent when it is a mapping. */
type ReadOption = Omit<OptionSetting, 'Value'> & { readonly Value: string | undefined };

function allRead(options: readonly ReadOption[]): options is readonly OptionSetting[] {
  return options.every(({ Value }) => Value !== undefined);
}

/** Of an option in a list that names none (developer guide, "Configuration options", "Option settings"). */
const usualNamespace = 'aws:elasticbeanstalk:application:environment';

/** A list of `namespace`, `option_name`, `value`, or a mapping of namespaces. */
function readOptions(section: unknown): readonly ReadOption[] {
  if (Array.isArray(section))
    return section.filter(isRecord).map((each) => ({
      Namespace: wordOf(each['namespace'] ?? usualNamespace),
      OptionName: wordOf(each['option_name']),
      Value: optionValue(each['value']),
    }));
  if (!isRecord(section)) return [];
  return Object.entries(section).flatMap(([Namespace, options]) =>
    isRecord(options)
      ? Object.entries(options).map(([OptionName, value]) => ({
          Namespace,
          OptionName,
          Value: optionValue(value),
        }))
      : [],
  );
}

/** Options with several values are lists with commas. */
function optionValue(value: unknown): string | undefined {
  if (isRecord(value)) return undefined;
  return Array.isArray(value) ? value.map(wordOf).join(',') : wordOf(value);
}

function readCommands(section: unknown, file: string): readonly ContainerCommand[] {
  if (!isRecord(section)) return [];
  return Object.entries(section)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, each]) => (isRecord(each) ? [readCommand({ name, file }, each)] : []));
}

function readCommand(
  place: Pick<ContainerCommand, 'name' | 'file'>,
  each: Readonly<Record<string, unknown>>,
): ContainerCommand {
  const { command, cwd, env, test, ignoreErrors } = each;
  const isTrue = (value: unknown): boolean => wordOf(value).toLowerCase() === 'true';
  const words = Array.isArray(command) ? command.map(wordOf) : undefined;
  return {
    ...place,
    command: words === undefined ? wordOf(command) : words.map(quote).join(' '),
    env: isRecord(env)
      ? Object.fromEntries(Object.entries(env).map(([key, value]) => [key, wordOf(value)]))
      : {},
    ignoreErrors: isTrue(ignoreErrors),
    leaderOnly: isTrue(each['leader_only']),
    ...(cwd === undefined ? {} : { cwd: wordOf(cwd) }),
    ...(test === undefined
      ? {}
      : { test: Array.isArray(test) ? test.map(wordOf).map(quote).join(' ') : wordOf(test) }),
  };
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
