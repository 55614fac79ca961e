// What the words of a call ask for at their end: an option, the value of one, or an argument. Pure but for commander's
// description of the command.
import type { Argument, Command, Option } from 'commander';

export interface Asked {
  /** `run`, `artifacts show`. */
  readonly command: string;
  /** What stands at the cursor so far; of `--only=Bu` what follows the equals sign. */
  readonly current: string;
  readonly place:
    | { readonly type: 'option' }
    | { readonly type: 'subcommand' }
    | { readonly type: 'value'; readonly option: Option }
    /** Undefined when the command takes no further argument. */
    | { readonly type: 'argument'; readonly argument: Argument | undefined };
  readonly arguments: readonly string[];
  /** By the long name, the last value of each. */
  readonly options: Readonly<Record<string, string>>;
}

/** @param words that follow the command's name, the one at the cursor last */
export function readWords(command: Command, words: readonly string[]): Asked {
  const subcommand = command.commands.find((each) => each.name() === words[0]);
  if (subcommand !== undefined && words.length > 1)
    return { ...readWords(subcommand, words.slice(1)), command: `${command.name()} ${subcommand.name()}` };
  const before = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  const given: string[] = [];
  const options: Record<string, string> = {};
  let open: Option | undefined;
  for (const [at, word] of before.entries()) {
    if (open !== undefined) {
      options[open.long ?? ''] = word;
      open = undefined;
      continue;
    }
    const [name = '', ...value] = word.split('=');
    const option = name.startsWith('-') ? optionNamed(command, name) : undefined;
    if (option === undefined && !word.startsWith('-')) given.push(word);
    if (option !== undefined && value.length > 0) options[option.long ?? ''] = value.join('=');
    else if (option?.required === true || (option?.optional === true && isLast(at, before, last)))
      open = option;
  }
  const read = { command: command.name(), arguments: given, options };
  if (open !== undefined) return { ...read, current: last, place: { type: 'value', option: open } };
  const glued = /^(--?[\w-]+)=(.*)$/s.exec(last);
  const option = glued === null ? undefined : optionNamed(command, glued[1] ?? '');
  if (option !== undefined) return { ...read, current: glued?.[2] ?? '', place: { type: 'value', option } };
  if (last.startsWith('-')) return { ...read, current: last, place: { type: 'option' } };
  if (command.commands.length > 0) return { ...read, current: last, place: { type: 'subcommand' } };
  const known = command.registeredArguments;
  const argument = known[given.length] ?? (known.at(-1)?.variadic === true ? known.at(-1) : undefined);
  return { ...read, current: last, place: { type: 'argument', argument } };
}

/** A value that may be left out is one only where no option follows. */
function isLast(at: number, { length }: readonly string[], next: string): boolean {
  return at === length - 1 && !next.startsWith('-');
}

function optionNamed({ options }: Command, name: string): Option | undefined {
  return options.find(({ long, short }) => long === name || short === name);
}

/** `<namespace|process|none>`: the values that the option names itself. */
export function choicesOf({ flags }: Option): readonly string[] {
  const named = /<([\w-]+(?:\|[\w-]+)+)>/.exec(flags)?.[1];
  return named === undefined ? [] : named.split('|');
}
