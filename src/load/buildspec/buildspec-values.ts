// The values of a buildspec that no table can describe: commands, `on-failure`, runtimes, texts that may be empty.
import type { Node } from '../../lib/node.ts';
import { didYouMean, nearest } from '../../lib/nearest.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { OnFailure } from '../../model/build.ts';
import { runtimeNames } from '../../model/build-images.ts';
import { parseOnFailure } from './buildspec-on-failure.ts';
import { custom, type Shape } from '../shape.ts';

type Report = (problem: Problem) => void;

/** Text that may be empty: the value of a variable. Numbers and truth values are the text they are written as. */
export const textShape = custom<string>(textOf);

function textOf(node: Node, report: Report): string | undefined {
  if (node.kind === 'scalar') return node.text;
  report(
    problem({
      code: 'WrongType',
      message: `The value of a variable must be text, and is ${node.kind === 'list' ? 'a list' : 'a mapping'}`,
      at: node.place,
      remedy: 'Put the value in quotes.',
    }),
  );
  return undefined;
}

/**
 * `quote` gives the source text of a node, so that the advice can show the whole command in quotes; `empty` says how
 * much it matters that nothing stands after the key.
 */
export function commandsShape(
  quote: (node: Node) => string,
  empty: 'error' | 'warning' = 'error',
): Shape<readonly string[]> {
  return custom((node, report) => {
    if (node.kind === 'list') {
      return node.items.flatMap((item, index) => readCommand(item, index, { quote, report }));
    }
    const found = notCommands(node, empty);
    report(found);
    return found.severity === 'error' ? undefined : [];
  });
}

function notCommands(node: Node, empty: 'error' | 'warning'): Problem {
  const isEmpty = node.kind === 'scalar' && node.value === null;
  return problem({
    code: 'WrongType',
    severity: isEmpty ? empty : 'error',
    message: isEmpty
      ? 'The list of commands is empty'
      : `Commands must be a list, and this is ${node.kind === 'map' ? 'a mapping' : 'a single text'}`,
    at: node.place,
    remedy: isEmpty
      ? 'Write commands below it, each after a hyphen, or remove the key.'
      : 'Begin each command on a line of its own with a hyphen and a space.',
  });
}

function readCommand(
  item: Node,
  index: number,
  { quote, report }: { readonly quote: (node: Node) => string; readonly report: Report },
): readonly string[] {
  if (item.kind === 'scalar' && item.value !== null) return [item.text];
  const written = quote(item);
  const quoted = written.includes('\n')
    ? 'write "- |" and the command below it, indented'
    : `- '${written.replaceAll("'", "''")}'`;
  report(
    problem({
      code: 'CommandNotText',
      message:
        item.kind === 'scalar'
          ? 'This command is empty'
          : item.kind === 'map'
            ? 'This command is not text: YAML takes the colon and the space in it for a key and its value'
            : 'This command is not text: YAML takes it for a list',
      at: item.place,
      remedy:
        item.kind === 'scalar'
          ? 'Remove the hyphen, or write a command after it.'
          : `Put the whole command in quotes: ${quoted}`,
      aws: `The build fails in DOWNLOAD_SOURCE with YAML_FILE_ERROR: Expected Commands[${index}] to be of string type: found subkeys instead.`,
    }),
  );
  return [];
}

export const onFailureShape = custom<OnFailure>((node, report) => {
  const parsed =
    node.kind === 'scalar'
      ? parseOnFailure(node.text)
      : { failed: 'the value of on-failure must be a single word' };
  if ('value' in parsed) return parsed.value;
  report(
    problem({
      code: 'OnFailureInvalid',
      message: `${parsed.failed.charAt(0).toUpperCase()}${parsed.failed.slice(1)}`,
      at: node.place,
      remedy:
        'Write ABORT, CONTINUE, RETRY, RETRY-<count up to 100>, RETRY-<regex> or RETRY-<count>-<regex>.',
    }),
  );
  return undefined;
});

/** Runtimes that only some images have, in addition to those of the table. */
const rareRuntimes = ['docker', 'android'];

export const runtimeVersionsShape = custom<Readonly<Record<string, string>>>((node, report) => {
  if (node.kind !== 'map') {
    report(
      problem({
        code: 'WrongType',
        message: '"runtime-versions" must be a mapping from runtimes to versions',
        at: node.place,
        remedy: 'Write a line such as "nodejs: 24" below it.',
      }),
    );
    return undefined;
  }
  const known = new Set<string>([...runtimeNames, ...rareRuntimes]);
  return Object.fromEntries(
    node.entries.map(({ key, keyPlace, value }) => {
      if (!known.has(key)) report(unknownRuntime(key, keyPlace));
      return [key, textOf(value, report) ?? ''];
    }),
  );
});

function unknownRuntime(name: string, at: Problem['at'] & {}): Problem {
  const known = [...runtimeNames];
  const meant = nearest(name, known) ?? known.find((each) => each.startsWith(name.toLowerCase()));
  return problem({
    code: 'RuntimeUnknown',
    message: `"${name}" is not a runtime that runtime-versions can choose`,
    at,
    remedy: meant === undefined ? `Runtimes: ${known.join(', ')}.` : `Did you mean "${meant}"?`,
  });
}

/** A value that is none of the words, whatever its case. */
export function wrongWord(node: Node, words: readonly string[]): Problem {
  const written = node.kind === 'scalar' ? node.text : '';
  return problem({
    code: 'UnknownValue',
    message: `"${written}" is none of the words that can stand here`,
    at: node.place,
    remedy: didYouMean(written, words, `Use one of ${words.join(', ')}.`),
  });
}
