// `[ip, user, ..., status = 4*, bytes > 1000]`: a test of messages whose fields are divided by spaces. Pure.
import { compare, operandOf, patternError, type Comparison, type MessageTest } from './pattern-text.ts';
import { parseConditions, Tokens } from './pattern-tokens.ts';

type FieldTest = (field: string) => boolean;

interface Field {
  readonly name: string;
  readonly test: FieldTest;
}

interface Fields {
  readonly before: readonly Field[];
  readonly after: readonly Field[];
  /** Any fields may stand between the two. */
  readonly hasGap: boolean;
}

const comparisons: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

export function fieldsTest(pattern: string): MessageTest {
  const fields = parseFields(pattern);
  return (message) => {
    const found = matched(fields, message);
    return found !== undefined && found.every(([{ test }, value]) => test(value));
  };
}

/** The fields of a message by their names in the pattern: `$ip`, or `$3` where it has none. */
export function fieldValues(pattern: string): (message: string) => Readonly<Record<string, string>> {
  const fields = parseFields(pattern);
  return (message) =>
    Object.fromEntries(
      (matched(fields, message) ?? []).map(([{ name }, value], place) => [`$${name || place + 1}`, value]),
    );
}

/** Each field of the pattern with its value; undefined for a message of another number of fields. */
function matched(
  { before, after, hasGap }: Fields,
  message: string,
): readonly (readonly [Field, string])[] | undefined {
  const values = fieldsOf(message);
  const wanted = before.length + after.length;
  if (hasGap ? values.length < wanted : values.length !== wanted) return undefined;
  const last = values.slice(values.length - after.length);
  return [
    ...before.map((field, place) => [field, values[place] ?? ''] as const),
    ...after.map((field, place) => [field, last[place] ?? ''] as const),
  ];
}

function parseFields(pattern: string): Fields {
  if (!pattern.endsWith(']')) throw patternError(pattern, 'its closing bracket is missing');
  const tokens = new Tokens(pattern, pattern.slice(1, -1));
  const fields: ('...' | Field)[] = [];
  while (tokens.next !== undefined) {
    fields.push(tokens.takeIf('...') ? '...' : fieldIn(tokens));
    if (tokens.next !== undefined) tokens.expect(',');
  }
  const gap = fields.indexOf('...');
  if (gap !== fields.lastIndexOf('...')) throw patternError(pattern, 'it has "..." twice');
  const named = fields.filter((each) => each !== '...');
  const before = gap === -1 ? named : named.slice(0, gap);
  return { before, after: named.slice(before.length), hasGap: gap !== -1 };
}

/** Its name is the first that its conditions have. */
function fieldIn(tokens: Tokens): Field {
  let name = '';
  const test = parseConditions<string>(tokens, (those) => {
    const taken = those.take();
    name ||= taken;
    return conditionIn(those);
  });
  return { name, test };
}

/** A name alone takes any value. */
function conditionIn(tokens: Tokens): FieldTest {
  const comparison = tokens.next ?? '';
  if (!comparisons.has(comparison)) return () => true;
  tokens.take();
  const operand = operandOf(tokens.take(), tokens.pattern);
  return (field) => compare(field, comparison as Comparison, operand);
}

/** What stands in brackets or double quotes is one field. */
function fieldsOf(message: string): readonly string[] {
  const fields = message.trim().matchAll(/\[([^\]]*)\]|"([^"]*)"|(\S+)/g);
  return [...fields].map(([, bracketed, quoted, plain]) => bracketed ?? quoted ?? plain ?? '');
}
