// Calls of the AWS CLI in commands of a shell: which operation, with what of its options. Pure.
// Source: AWS CLI user guide, "Command structure", "How to specify parameter values" and "Return values of wait".
import { unknownResource, unknownText } from '../policy-pattern.ts';

export interface CliCall {
  readonly service: string;
  /** As it is typed: `get-parameter`; `ecs services-stable` waits are `wait services-stable`. */
  readonly operation: string;
  /** What stands between the options, and their values by name without the hyphens. */
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** What is known of the variables of the shell. */
export type ShellVariables = Readonly<Record<string, string>>;

/** Where a command begins: `aws`, and what is left of it. */
const beginning = new RegExp(
  [
    /(?:^|[;&|(`!]|\b(?:then|do|else|if|while|sudo|time|exec)\s|\b\w+=\S*\s)\s*aws\s+/,
    /((?:"(?:\\.|[^"\\])*"|'[^']*'|[^\n;&|)`"'])*)/,
  ]
    .map(({ source }) => source)
    .join(''),
  'gm',
);

export function cliCalls(command: string, variables: ShellVariables = {}): readonly CliCall[] {
  const joined = command.replaceAll(/\\\r?\n/g, ' ');
  return [...joined.matchAll(beginning)].flatMap(([, rest = '']) => callOf(wordsOf(rest, variables)) ?? []);
}

/** What the commands give variables besides; one that is given several values is not known. */
export function assignedVariables(commands: readonly string[], given: ShellVariables): ShellVariables {
  const known = new Map(Object.entries(given));
  for (const command of commands)
    for (const [, name = '', written = ''] of command.matchAll(assignment)) {
      const [value = ''] = wordsOf(written, Object.fromEntries(known));
      const isOther = known.has(name) && known.get(name) !== value;
      known.set(name, isOther || value === unknownResource ? unknownText : value);
    }
  return Object.fromEntries(known);
}

const assignment =
  /(?:^|;|&&)[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=((?:"(?:\\.|[^"\\])*"|'[^']*'|\$\([^)]*\)|[^\s;&|"'])*)/gm;

/** A word of the shell, quoted in parts or not. */
const shellWord = /(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'])+/g;
const quotedPart = /"((?:\\.|[^"\\])*)"|'([^']*)'|([^"']+)/g;

function wordsOf(text: string, variables: ShellVariables): readonly string[] {
  return [...text.matchAll(shellWord)].map(([word]) => {
    const value = [...word.matchAll(quotedPart)]
      .map(([, double, single, plain]) => single ?? expanded(double ?? plain ?? '', variables))
      .join('');
    // Nothing of it is known, and not only a part.
    return value !== '' && value.replaceAll(unknownText, '') === '' ? unknownResource : value;
  });
}

/** What is only known when the command runs is unknown text. */
function expanded(text: string, variables: ShellVariables): string {
  return text
    .replaceAll(/\$\([^)]*\)?|`[^`]*`/g, unknownText)
    .replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, plain?: string) => {
      const name = braced ?? plain ?? '';
      return Object.hasOwn(variables, name) ? (variables[name] ?? unknownText) : unknownText;
    })
    .replaceAll(/\$\{[^}]*\}|\$[@*#?!$-]/g, unknownText);
}

/** Options that every command takes without a value (AWS CLI command reference, "Global options"). */
const flags = new Set(['debug', 'no-verify-ssl', 'no-paginate', 'no-sign-request', 'no-cli-pager']);

function callOf(words: readonly string[]): CliCall | undefined {
  const options = new Map<string, string[]>();
  const plain: string[] = [];
  let open: string[] | undefined;
  for (const word of words) {
    const [, name, value] = /^--([a-z][a-z0-9-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (name !== undefined) {
      const values = value === undefined ? [] : [value];
      options.set(name, values);
      open = value === undefined && !flags.has(name) ? values : undefined;
    } else if (open !== undefined && (plain.length >= 2 || open.length === 0)) open.push(word);
    else plain.push(word);
  }
  const [service, operation, ...rest] = plain;
  if (service === undefined || operation === undefined || !isName(service) || !isName(operation))
    return undefined;
  const [waited] = rest;
  return operation === 'wait' && waited !== undefined
    ? { service, operation: `wait ${waited}`, words: rest.slice(1), options }
    : { service, operation, words: rest, options };
}

function isName(word: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(word);
}
