// What shapes are made of: how one value of a file is read, and how what is wrong with it is reported.
import type { Node } from '../lib/node.ts';
import { problem, type Place, type Problem, type ProblemInput } from '../lib/problem.ts';

/** Reads one value of a file. Its type follows from the shape: `ValueOf<typeof shape>`. */
export interface Shape<T> {
  /** What messages call such a value: "stage". Absent for texts, numbers and lists. */
  readonly name?: string;
  /** Of a list or a mapping: what it holds. */
  readonly of?: Shape<unknown>;
  /** The same as JSON Schema, without what it holds; absent where only reading can say it. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** Undefined when the value cannot be read; an error has been reported then. */
  readonly read: (node: Node, at: Reading) => T | undefined;
}

export type ValueOf<S> = S extends Shape<infer T> ? T : never;

/** Where a value is read: how messages name it, and where they go. */
export interface Reading {
  /** `"runOrder"`, `The stage`. */
  readonly what: string;
  /** What AWS does with a wrong value. */
  readonly aws?: string;
  readonly report: (problem: Problem) => void;
}

/** Reports with what AWS does with a wrong value here, unless the finding says that itself. */
export function reportAt(at: Reading, found: ProblemInput): void {
  at.report(problem(found.aws === undefined && at.aws !== undefined ? { ...found, aws: at.aws } : found));
}

/** Where a finding about a mapping as a whole points: its first key, not all of its lines. */
export function headOf(node: Node): Place {
  return node.kind === 'map' ? (node.entries[0]?.keyPlace ?? node.place) : node.place;
}

export function wrongType(node: Node, wanted: string, at: Reading): undefined {
  const isNull = node.kind === 'scalar' && node.value === null;
  reportAt(at, {
    code: 'WrongType',
    message: isNull
      ? `${at.what} is empty, and must be ${wanted}`
      : `${at.what} must be ${wanted}, and is ${typeName(node)}`,
    at: headOf(node),
    remedy: remedyOfType(node, wanted),
  });
}

function remedyOfType(node: Node, wanted: string): string {
  if (node.kind !== 'scalar' || node.value === null) return `Give it ${wanted}.`;
  if (wanted === 'text') return `Write "${node.text}" in quotes.`;
  if (wanted === 'a number' && /^\s*-?\d+(\.\d+)?\s*$/.test(node.text)) return 'Remove the quotes.';
  if (wanted === 'true or false' && /^(true|false)$/i.test(node.text))
    return `Write ${node.text.toLowerCase()} without quotes.`;
  if (wanted === 'a list') return 'Put it into a list.';
  return `Give it ${wanted}.`;
}

export function typeName(node: Node): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  if (typeof node.value === 'number') return `the number ${node.text}`;
  return typeof node.value === 'string' ? `the text "${beginning(node.text)}"` : String(node.value);
}

const mostQuoted = 80;

/** A whole file may be one text, when it is none of a definition: its beginning says enough. */
function beginning(text: string): string {
  return text.length <= mostQuoted ? text : `${text.slice(0, mostQuoted)}…`;
}
