// The completion command: what can be typed, read from the commands themselves, as a script of one shell.
import { Command } from 'commander';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { commandTable } from '../command-table.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

/** What may follow `slipway` and these words. */
interface Completed {
  readonly words: string;
  readonly next: readonly string[];
}

const scripts: Readonly<Record<string, (all: readonly Completed[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export async function writeCompletion(shell: string, terminal: Terminal): Promise<ExitStatus> {
  const script = scripts[shell];
  if (script === undefined) throw new ProblemError([unknownShell(shell)]);
  terminal.write(script(await completions(terminal)));
  return 0;
}

function unknownShell(shell: string) {
  const names = Object.keys(scripts);
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `There is no completion for "${shell}"`,
    remedy: didYouMean(shell, names, `Take one of ${names.join(', ')}`),
  });
}

async function completions(terminal: Terminal): Promise<readonly Completed[]> {
  const all = await Promise.all(
    commandTable.map(async ({ name, load }) => {
      const command = new Command(name);
      (await load()).register(command, { terminal, ends: () => async () => undefined });
      return command;
    }),
  );
  const names = all.map((command) => command.name());
  return [
    { words: '', next: [...names, 'help', '--help', '--version'] },
    { words: 'help', next: names },
    ...all.flatMap((command) => [
      {
        words: command.name(),
        next: [...command.commands.map((each) => each.name()), ...optionsOf(command)],
      },
      ...command.commands.map((each) => ({
        words: `${command.name()} ${each.name()}`,
        next: optionsOf(each),
      })),
    ]),
  ];
}

function optionsOf({ options }: Command): readonly string[] {
  return [...options.flatMap(({ long }) => long ?? []), '--no-color', '--help'];
}

/** The words before the cursor that are no options decide; files complete where nothing else does. */
const cases = (all: readonly Completed[]): string =>
  all.map(({ words, next }) => `    '${words}') next='${next.join(' ')}' ;;`).join('\n');

function bashScript(all: readonly Completed[]): string {
  return `# bash completion for slipway
_slipway() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="\${COMP_WORDS[1]}" next=''
  [ "$COMP_CWORD" -eq 1 ] && words=''
  case "$words" in
    ${all
      .filter(({ words }) => words.includes(' '))
      .map(({ words }) => words.split(' ')[0])
      .filter((name, index, names) => names.indexOf(name) === index)
      .join('|')}) [ "$COMP_CWORD" -gt 2 ] && words="$words \${COMP_WORDS[2]}" ;;
  esac
  case "$words" in
${cases(all)}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$next" -- "$current")
}
complete -o default -F _slipway slipway
`;
}

function zshScript(all: readonly Completed[]): string {
  return `#compdef slipway
_slipway() {
  local next='' key="\${words[2]}"
  (( CURRENT == 2 )) && key=''
  (( CURRENT > 3 )) && [[ "\${words[3]}" != -* ]] && _slipway_has "\${words[2]} \${words[3]}" && key="\${words[2]} \${words[3]}"
  case "$key" in
${cases(all)}
  esac
  compadd -- \${=next}
  _files
}
_slipway_has() {
  case "$1" in
    ${all
      .filter(({ words }) => words.includes(' '))
      .map(({ words }) => `'${words}'`)
      .join('|')}) return 0 ;;
  esac
  return 1
}
if [[ "\${funcstack[1]}" == _slipway ]]; then _slipway "$@"; else compdef _slipway slipway; fi
`;
}

function fishScript(all: readonly Completed[]): string {
  const lines = all.flatMap(({ words, next }) => {
    const [command = '', subcommand] = words.split(' ');
    const seen =
      words === ''
        ? '__fish_use_subcommand'
        : [command, ...(subcommand === undefined ? [] : [subcommand])]
            .map((word) => `__fish_seen_subcommand_from ${word}`)
            .join('; and ');
    const flags = next.filter((word) => word.startsWith('--')).map((word) => `-l ${word.slice(2)}`);
    const rest = next.filter((word) => !word.startsWith('--'));
    return [
      ...(rest.length === 0 ? [] : [`complete -c slipway -n '${seen}' -a '${rest.join(' ')}'`]),
      ...flags.map((flag) => `complete -c slipway -n '${seen}' ${flag}`),
    ];
  });
  return `# fish completion for slipway\n${lines.join('\n')}\n`;
}
