// Commands that a message asks the user to type. Each is written here, so that each works where the user stands: with
// the name by which the program can be called there, the state folder, and the pipeline where there are several.
import { statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { commandTable } from './command-table.ts';
import { programName, standingFolder, type Caller } from './program-name.ts';
import { defaultStatePath } from './state-path.ts';
import { quoteWord } from '../lib/quote-word.ts';
import type { Hints } from './hints-contract.ts';

export function createHints(argv: readonly string[], caller: Caller): Hints {
  let state: string | undefined;
  let pipelines: readonly string[] = [];
  let known: string | undefined;
  let hasKeys = false;
  const program = (): string => (known ??= programName(caller));
  const stateWords = (command: string): readonly string[] =>
    state === undefined || stateless.has(command) || isDefault(state, caller)
      ? []
      : ['--state', shortest(state, standingFolder(caller))];
  const pipelineWords = (command: string, name: string | undefined): readonly string[] =>
    name === undefined || pipelines.length < 2 || !takesPipeline.has(command) ? [] : ['--pipeline', name];
  const written = (words: readonly string[]): string => [program(), ...words.map(quoteWord)].join(' ');
  const ofDefinition = (command: string, path: string): string => {
    const folder = standingFolder(caller);
    const near = shortest(path, folder);
    const ownState = join(isFolder(path) ? path : dirname(path), '.slipway');
    const stateHere = state === undefined || state === ownState ? [] : ['--state', shortest(state, folder)];
    return written([command, ...(near === '.' ? [] : [near]), ...stateHere]);
  };
  return {
    command: (words, pipelineName) => {
      const [name = ''] = words;
      return written([...words, ...pipelineWords(name, pipelineName), ...stateWords(name)]);
    },
    run: (path) => ofDefinition('run', path),
    up: (path) => ofDefinition('up', path),
    again: (...further) => written([...argv, ...further.filter((word) => !argv.includes(word))]),
    isCall: (command) => argv[0] === command,
    answers: () => (hasKeys ? 'or press a to approve, r to reject' : 'or reject'),
    useKeys: () => {
      hasKeys = true;
    },
    complete: (text) =>
      text.replaceAll(mention, (words: string, name: string, at: number) => {
        const isNamed = /--state\b/.test(text.slice(at + words.length).split(/[;,)]/)[0] ?? '');
        return [
          program(),
          words.slice('slipway '.length),
          ...(isNamed ? [] : stateWords(name).map(quoteWord)),
        ].join(' ');
      }),
    useState: (path) => {
      state = path;
    },
    usePipelines: (names) => {
      pipelines = names;
    },
  };
}

const stateless: ReadonlySet<string> = new Set(['lint', 'invoke', 'completion']);

/** Commands that can be asked of one of several pipelines. */
const takesPipeline: ReadonlySet<string> = new Set([
  'approve',
  'artifacts',
  'disable',
  'down',
  'enable',
  'events',
  'history',
  'logs',
  'open',
  'override',
  'reject',
  'retry',
  'rollback',
  'status',
  'stop',
]);

/** `slipway logs`, `slipway secret set`: only the words of commands; a sentence may go on behind them. */
const mention = new RegExp(
  `\\bslipway (?:(${commandTable.map(({ name }) => name).join('|')})\\b)(?: (?:set|list|rm|import|make|revoke|clear|show|extract|export)\\b)?`,
  'g',
);

/** Whether the commands find this state by themselves, in the user's shell and with nothing set for this call alone. */
function isDefault(state: string, caller: Caller): boolean {
  const folder = standingFolder(caller);
  return [caller.env, {}].every((env) => defaultStatePath({ cwd: folder, env }) === state);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function shortest(path: string, folder: string): string {
  const near = relative(folder, path) || '.';
  return near.length < path.length ? near : path;
}
