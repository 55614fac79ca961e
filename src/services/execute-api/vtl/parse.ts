// Reads a mapping template: text, references and directives. What Slipway would not execute is refused by its name.
import { isFailed, type Result } from '../../../lib/result.ts';
import { readExpression, readReference } from './read-expression.ts';
import { Scanner, TemplateError } from './scanner.ts';
import type { Branch, Part, Template } from './syntax.ts';

/** Fails with what is wrong and its line. */
export function parseTemplate(text: string): Result<Template> {
  const scanner = new Scanner(text);
  try {
    const { parts, end } = readParts(scanner, 0);
    if (end !== undefined) throw scanner.error(`#${end} has no directive that it belongs to`);
    return parts;
  } catch (error) {
    if (error instanceof TemplateError) return { failed: error.message };
    throw error;
  }
}

type End = 'end' | 'else' | 'elseif';

interface Parts {
  readonly parts: Template;
  /** What ended them; undefined for the end of the text. */
  readonly end: End | undefined;
}

const maxDepth = 50;
const notExecuted = new Set(['macro', 'include', 'parse', 'evaluate', 'define']);

function readParts(scanner: Scanner, depth: number): Parts {
  if (depth > maxDepth) throw scanner.error(`directives are nested more than ${maxDepth} deep`);
  const parts: Part[] = [];
  const addText = (text: string): void => {
    if (text !== '') parts.push({ kind: 'text', text });
  };
  while (!scanner.isAtEnd) {
    addText(scanner.match(/[^#$\\]+/y) ?? '');
    if (scanner.isAtEnd) break;
    if (scanner.takes('\\')) {
      addText(scanner.match(/[#$]/y) ?? '\\');
    } else if (scanner.sees('$')) {
      const reference = readReference(scanner, readQuoted);
      if (reference === undefined) addText(scanner.match(/\$!?/y) ?? '');
      else parts.push({ kind: 'print', reference });
    } else {
      const read = readDirective(scanner, { depth, parts });
      if (read?.end !== undefined) return { parts, end: read.end };
      if (read?.part !== undefined) parts.push(read.part);
      else if (read === undefined) addText(scanner.match(/#/y) ?? '');
    }
  }
  return { parts, end: undefined };
}

interface Read {
  readonly part?: Part;
  readonly end?: End;
}

interface Before {
  readonly depth: number;
  readonly parts: Part[];
}

/** Undefined when what begins with a number sign is text, as in `#fff`. */
function readDirective(scanner: Scanner, { depth, parts }: Before): Read | undefined {
  if (scanner.match(/##[^\n]*\n?/y) !== undefined) return {};
  if (scanner.sees('#*')) {
    if (scanner.match(/#\*[\s\S]*?\*#/y) === undefined) throw scanner.error('a comment "#*" has no end "*#"');
    return {};
  }
  const name = scanner
    .match(/#(?:\{(?:else|end|break|stop)\}|[a-z]+(?![a-zA-Z0-9_]))/y)
    ?.replaceAll(/[#{}]/g, '');
  if (name === undefined) return undefined;
  switch (name) {
    case 'set':
      return { part: readSet(scanner, parts) };
    case 'if':
      return { part: readIf(scanner, depth) };
    case 'foreach':
      return { part: readForeach(scanner, depth) };
    case 'end':
    case 'else':
      skipLineEnd(scanner);
      return { end: name };
    case 'elseif':
      return { end: name };
    case 'break':
    case 'stop':
      return { part: { kind: name } };
    default:
      if (notExecuted.has(name)) throw scanner.error(`Slipway does not execute #${name}`);
      return { part: { kind: 'text', text: `#${name}` } };
  }
}

/** The line of a directive alone leaves none in the output. */
function skipLineEnd(scanner: Scanner): void {
  scanner.match(/[ \t]*\r?\n/y);
}

function readSet(scanner: Scanner, before: Part[]): Part {
  scanner.expect('(');
  scanner.skipSpace();
  const target = readReference(scanner, readQuoted);
  if (target === undefined) throw scanner.error('#set needs a reference on its left side');
  if (target.steps.some(({ kind }) => kind === 'call'))
    throw scanner.error(`#set cannot set "${target.source}"`);
  scanner.expect('=');
  const value = readExpression(scanner, readQuoted);
  scanner.expect(')');
  trimIndent(before);
  skipLineEnd(scanner);
  return { kind: 'set', target, value };
}

/** The blanks before a #set on its line are not printed. */
function trimIndent(parts: Part[]): void {
  const last = parts.at(-1);
  if (last?.kind !== 'text') return;
  const isInLine = parts.at(-2)?.kind === 'print';
  const text = last.text.replace(isInLine ? /(\n)[ \t]+$/ : /(^|\n)[ \t]+$/, '$1');
  parts.splice(-1, 1, ...(text === '' ? [] : [{ kind: 'text' as const, text }]));
}

function readTest(scanner: Scanner) {
  scanner.expect('(');
  const test = readExpression(scanner, readQuoted);
  scanner.expect(')');
  skipLineEnd(scanner);
  return test;
}

function readIf(scanner: Scanner, depth: number): Part {
  const branches: Branch[] = [];
  let end: End | undefined = 'elseif';
  while (end === 'elseif') {
    const test = readTest(scanner);
    const read = readParts(scanner, depth + 1);
    branches.push({ test, body: read.parts });
    end = read.end;
  }
  let otherwise: Template = [];
  if (end === 'else') ({ parts: otherwise, end } = readParts(scanner, depth + 1));
  if (end !== 'end') throw scanner.error('#if has no #end');
  return { kind: 'if', branches, otherwise };
}

function readForeach(scanner: Scanner, depth: number): Part {
  scanner.expect('(');
  scanner.skipSpace();
  const item = scanner.match(/\$!?\{?[a-zA-Z_][\w-]*\}?/y);
  if (item === undefined) throw scanner.error('#foreach needs a variable');
  scanner.expect('in');
  const list = readExpression(scanner, readQuoted);
  scanner.expect(')');
  skipLineEnd(scanner);
  const { parts, end } = readParts(scanner, depth + 1);
  if (end !== 'end') throw scanner.error('#foreach has no #end');
  return { kind: 'foreach', name: item.replaceAll(/[${}!]/g, ''), list, body: parts };
}

/** The text between double quotes is a template itself. @throws TemplateError */
function readQuoted(text: string): Template {
  const read = parseTemplate(text);
  if (isFailed(read)) throw new TemplateError(read.failed);
  return read;
}
