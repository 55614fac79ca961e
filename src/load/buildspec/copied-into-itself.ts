// A command of a buildspec that copies a folder into a folder in it. Pure.
import { posix } from 'node:path';
import { readShell, type ShellScript } from '../../lib/read-shell.ts';

export interface CopiedIntoItself {
  /** The command, as words. */
  readonly command: string;
  readonly source: string;
  readonly destination: string;
}

/**
 * Only what the words themselves say: paths with variables, and those that a pattern may leave out, are passed over.
 */
export function copiedIntoItself(command: string): CopiedIntoItself | undefined {
  for (const words of commandsOf(readShell(command))) {
    const copy = words[0] === 'sudo' ? words.slice(1) : words;
    const { sources, destination } = copy[0] === 'cp' ? argumentsOf(copy.slice(1)) : nothing;
    const source = sources.find((each) => destination !== undefined && isInside(destination, each));
    if (source !== undefined && destination !== undefined)
      return { command: words.join(' '), source, destination };
  }
  return undefined;
}

function commandsOf(script: ShellScript): readonly (readonly string[])[] {
  return script
    .flatMap(({ first, rest }) => [first, ...rest.map(({ pipeline }) => pipeline)])
    .flatMap(({ nodes }) => nodes)
    .flatMap((node) => (node.kind === 'command' ? [node.words] : node.bodies.flatMap(commandsOf)));
}

interface CopyArguments {
  readonly sources: readonly string[];
  readonly destination: string | undefined;
}

const nothing: CopyArguments = { sources: [], destination: undefined };

/** Nothing for a copy that takes no folders along (cp manual, -R, -a and -t). */
function argumentsOf(words: readonly string[]): CopyArguments {
  const ends = words.indexOf('--');
  const isOption = (word: string, index: number) => /^-./.test(word) && (ends === -1 || index <= ends);
  const options = words.filter(isOption);
  const paths = words.filter((word, index) => !isOption(word, index));
  if (!options.some((option) => /^-[^-]*[rRa]|^--(?:recursive|archive)$/.test(option))) return nothing;
  const target = options.find((option) => /^--target-directory=|^-[^-]*t$/.test(option));
  if (target?.startsWith('--') === true)
    return { sources: paths, destination: target.slice('--target-directory='.length) };
  const before = target === undefined ? [] : words.slice(0, words.indexOf(target));
  const named =
    target === undefined ? paths.length - 1 : before.filter((word, index) => !isOption(word, index)).length;
  return { sources: paths.filter((_, index) => index !== named), destination: paths[named] };
}

/** A source such as `app/*` stands for all that is in app: the destination too, when it lies there. */
function isInside(destination: string, source: string): boolean {
  if (/[$`~]/.test(destination + source) || /[*?[]/.test(destination)) return false;
  const isPattern = /(?:^|\/)\*$/.test(source);
  const folder = posix.normalize(isPattern ? `./${source.slice(0, -1)}` : source);
  if (/[*?[{]/.test(folder) || posix.isAbsolute(folder) !== posix.isAbsolute(destination)) return false;
  const way = posix.relative(folder, posix.normalize(destination));
  if (way === '..' || way.startsWith('../')) return false;
  return way !== '' || !isPattern;
}
