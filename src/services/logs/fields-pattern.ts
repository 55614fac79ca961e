// `[ip, user, ..., status = 4*, bytes > 1000]`: a test of messages whose fields are divided by spaces. Pure.
import { compare, operandOf, patternError, type Comparison, type MessageTest } from './pattern-text.ts';
import { parseConditions, Tokens } from './pattern-tokens.ts';

type FieldTest = (field: string) => boolean;

const comparisons: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

export function fieldsTest(pattern: string): MessageTest {
  if (!pattern.endsWith(']')) throw patternError(pattern, 'its closing bracket is missing');
  const tokens = new Tokens(pattern, pattern.slice(1, -1));
  const fields: ('...' | FieldTest)[] = [];
  while (tokens.next !== undefined) {
    fields.push(tokens.takeIf('...') ? '...' : parseConditions<string>(tokens, fieldIn));
    if (tokens.next !== undefined) tokens.expect(',');
  }
  const gap = fields.indexOf('...');
  if (gap !== fields.lastIndexOf('...')) throw patternError(pattern, 'it has "..." twice');
  const tests = fields.filter((each) => each !== '...');
  const before = gap === -1 ? tests : tests.slice(0, gap);
  const after = tests.slice(before.length);
  return (message) => {
    const values = fieldsOf(message);
    if (gap === -1 ? values.length !== tests.length : values.length < tests.length) return false;
    const last = values.slice(values.length - after.length);
    return (
      before.every((test, place) => test(values[place] ?? '')) &&
      after.every((test, place) => test(last[place] ?? ''))
    );
  };
}

/** A name alone takes any value. */
function fieldIn(tokens: Tokens): FieldTest {
  tokens.take();
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
