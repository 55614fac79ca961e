// Expressions and references of a mapping template.
import { isFailed } from '../../../lib/result.ts';
import { parseJsonPath } from '../json-path.ts';
import type { Scanner } from './scanner.ts';
import {
  ownMethods,
  valueMethods,
  type Expression,
  type Operator,
  type Reference,
  type Step,
  type Template,
} from './syntax.ts';

/** Reads what stands between double quotes. */
export type ReadQuoted = (text: string) => Template;

/** From the loosest to the closest. */
const levels: readonly (readonly Operator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const words: Readonly<Record<string, Operator>> = {
  or: '||',
  and: '&&',
  eq: '==',
  ne: '!=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};

/** @throws TemplateError */
export function readExpression(scanner: Scanner, readQuoted: ReadQuoted, level = 0): Expression {
  const operators = levels[level];
  if (operators === undefined) return readUnary(scanner, readQuoted);
  let left = readExpression(scanner, readQuoted, level + 1);
  for (;;) {
    scanner.skipSpace();
    const operator = takeOperator(scanner, operators);
    if (operator === undefined) return left;
    const right = readExpression(scanner, readQuoted, level + 1);
    left = { kind: 'binary', operator, left, right };
  }
}

function takeOperator(scanner: Scanner, operators: readonly Operator[]): Operator | undefined {
  const symbol = operators.find((each) => scanner.takes(each));
  if (symbol !== undefined) return symbol;
  const before = scanner.at;
  const word = scanner.match(/(?:or|and|eq|ne|lt|le|gt|ge)\b/y);
  const named = word === undefined ? undefined : words[word];
  if (named !== undefined && operators.includes(named)) return named;
  scanner.at = before;
  return undefined;
}

function readUnary(scanner: Scanner, readQuoted: ReadQuoted): Expression {
  scanner.skipSpace();
  if (!scanner.sees('!=') && (scanner.takes('!') || scanner.match(/not\b/y) !== undefined))
    return { kind: 'not', operand: readUnary(scanner, readQuoted) };
  return readPrimary(scanner, readQuoted);
}

function readPrimary(scanner: Scanner, readQuoted: ReadQuoted): Expression {
  const number = scanner.match(/-?\d+(?:\.\d+)?/y);
  if (number !== undefined) return { kind: 'value', value: Number(number) };
  const word = scanner.match(/(?:true|false|null)\b/y);
  if (word !== undefined) return { kind: 'value', value: word === 'null' ? null : word === 'true' };
  // A quotation mark within is written twice.
  const single = scanner.match(/'(?:[^']|'')*'/y);
  if (single !== undefined) return { kind: 'value', value: single.slice(1, -1).replaceAll("''", "'") };
  const double = scanner.match(/"(?:[^"\\]|\\[\s\S]|"")*"/y);
  if (double !== undefined)
    return quotedOf(double.slice(1, -1).replaceAll('""', '"').replaceAll('\\"', '"'), readQuoted);
  if (scanner.takes('(')) {
    const inner = readExpression(scanner, readQuoted);
    scanner.expect(')');
    return inner;
  }
  if (scanner.takes('[')) return readList(scanner, readQuoted);
  if (scanner.takes('{')) return readMap(scanner, readQuoted);
  const reference = readReference(scanner, readQuoted);
  if (reference !== undefined) return reference;
  throw scanner.error(
    `an expression is expected before "${scanner.text.slice(scanner.at, scanner.at + 20)}"`,
  );
}

function quotedOf(text: string, readQuoted: ReadQuoted): Expression {
  const template = readQuoted(text);
  const texts = template.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (texts.length < template.length) return { kind: 'quoted', template };
  return { kind: 'value', value: texts.join('') };
}

function readList(scanner: Scanner, readQuoted: ReadQuoted): Expression {
  scanner.skipSpace();
  if (scanner.takes(']')) return { kind: 'list', items: [] };
  const first = readExpression(scanner, readQuoted);
  scanner.skipSpace();
  if (scanner.takes('..')) {
    const to = readExpression(scanner, readQuoted);
    scanner.expect(']');
    return { kind: 'range', from: first, to };
  }
  const items = [first];
  while (takesComma(scanner)) items.push(readExpression(scanner, readQuoted));
  scanner.expect(']');
  return { kind: 'list', items };
}

function readMap(scanner: Scanner, readQuoted: ReadQuoted): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  scanner.skipSpace();
  if (scanner.takes('}')) return { kind: 'map', entries };
  do {
    const key = readExpression(scanner, readQuoted);
    scanner.expect(':');
    entries.push([key, readExpression(scanner, readQuoted)]);
  } while (takesComma(scanner));
  scanner.expect('}');
  return { kind: 'map', entries };
}

function takesComma(scanner: Scanner): boolean {
  scanner.skipSpace();
  return scanner.takes(',');
}

/** Undefined, and nothing is read, when no reference is here: a dollar sign alone is text. */
export function readReference(scanner: Scanner, readQuoted: ReadQuoted): Reference | undefined {
  const start = scanner.at;
  const open = scanner.match(/\$!?\{?(?=[a-zA-Z_])/y);
  if (open === undefined) return undefined;
  const isBraced = open.endsWith('{');
  const name = scanner.match(/[a-zA-Z_][\w-]*/y) ?? '';
  const steps: Step[] = [];
  for (let step = readStep(scanner, readQuoted); step !== undefined; step = readStep(scanner, readQuoted)) {
    checkStep(scanner, { name, step, isFirst: steps.length === 0 });
    steps.push(step);
  }
  if (isBraced && !scanner.takes('}')) throw scanner.error(`the reference "\${${name}" has no closing brace`);
  const source = scanner.text.slice(start, scanner.at);
  return { kind: 'reference', source, isQuiet: open.includes('!'), name, steps };
}

function readStep(scanner: Scanner, readQuoted: ReadQuoted): Step | undefined {
  const name = scanner.match(/\.(?=[a-zA-Z_])[\w-]*/y)?.slice(1);
  if (name !== undefined) {
    if (!scanner.takes('(')) return { kind: 'member', name };
    return { kind: 'call', name, values: readValues(scanner, readQuoted) };
  }
  if (!scanner.takes('[')) return undefined;
  const at = readExpression(scanner, readQuoted);
  scanner.expect(']');
  return { kind: 'index', at };
}

function readValues(scanner: Scanner, readQuoted: ReadQuoted): readonly Expression[] {
  scanner.skipSpace();
  if (scanner.takes(')')) return [];
  const values = [readExpression(scanner, readQuoted)];
  while (takesComma(scanner)) values.push(readExpression(scanner, readQuoted));
  scanner.expect(')');
  return values;
}

interface StepOfReference {
  readonly name: string;
  readonly step: Step;
  readonly isFirst: boolean;
}

/** A method that is not executed is refused before the template is used. @throws TemplateError */
function checkStep(scanner: Scanner, { name, step, isFirst }: StepOfReference): void {
  if (step.kind !== 'call') return;
  const known = isFirst && Object.hasOwn(ownMethods, name) ? ownMethods[name] : valueMethods;
  if (known?.has(step.name) !== true) {
    const on = isFirst ? `$${name}` : 'a value';
    throw scanner.error(`Slipway does not execute the method ${step.name}() of ${on}`);
  }
  const [path] = step.values;
  if (name !== 'input' || !isFirst || step.name === 'params' || path?.kind !== 'value') return;
  const parsed = parseJsonPath(String(path.value));
  if (isFailed(parsed)) throw scanner.error(parsed.failed);
}
