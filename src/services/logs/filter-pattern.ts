// Filter patterns of CloudWatch Logs: from text to a test of a message. Pure.
// Source: CloudWatch Logs user guide, "Filter pattern syntax for metric filters, subscription filters, filter log events".
import { jsonTest, selectedValues, selectorsIn } from './json-pattern.ts';
import { fieldsTest, fieldValues } from './fields-pattern.ts';
import { patternError, regexOf, type MessageTest } from './pattern-text.ts';

/** @throws AwsError InvalidParameterException for a pattern that AWS refuses, or that Slipway does not know */
export function parseFilterPattern(pattern: string): MessageTest {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) return jsonTest(text);
  if (text.startsWith('[')) return fieldsTest(text);
  return termsTest(text);
}

/**
 * What a pattern takes out of a message that it matches, by the pattern's names: `$.latency`, `$ip`. Terms take nothing.
 * (CloudWatch Logs API reference, TestMetricFilter, extractedValues.)
 */
export function valuesOfPattern(pattern: string): (message: string) => Readonly<Record<string, string>> {
  const text = pattern.trim();
  if (text.startsWith('[')) return fieldValues(text);
  if (!text.startsWith('{')) return () => ({});
  const selectors = selectorsIn(text);
  return (message) =>
    Object.fromEntries(selectors.flatMap((each) => selected(message, each).map((value) => [each, value])));
}

/** The first value of a selector as a text; in a list, so that one that is not there is none. */
export function selected(message: string, selector: string): readonly string[] {
  const [value] = selectedValues(message, selector);
  if (value === undefined || value === null) return [];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

interface Term {
  readonly mark: '' | '?' | '-';
  readonly test: MessageTest;
}

/** `ERROR "not found" -debug`, `?ERROR ?WARN`, `%\d+ms%`. Terms of `?` count alone only. */
function termsTest(pattern: string): MessageTest {
  const terms = termsIn(pattern);
  const of = (mark: Term['mark']) => terms.filter((each) => each.mark === mark).map(({ test }) => test);
  const [required, excluded, optional] = [of(''), of('-'), of('?')];
  if (required.length + excluded.length === 0) return (message) => optional.some((test) => test(message));
  return (message) => required.every((test) => test(message)) && !excluded.some((test) => test(message));
}

/** A term without quotes has letters, digits and underscores alone. */
const termPattern = /\s*([?-]?)(?:"((?:\\.|[^"\\])*)"|%((?:\\.|[^%\\])*)%|([\w.*\p{L}\p{N}]+))(?=\s|$)/uy;

function termsIn(pattern: string): readonly Term[] {
  const terms: Term[] = [];
  termPattern.lastIndex = 0;
  while (termPattern.lastIndex < pattern.length) {
    const at = termPattern.lastIndex;
    const found = termPattern.exec(pattern);
    if (found === null) throw patternError(pattern, `the term at "${pattern.slice(at).trim()}" needs quotes`);
    const [, mark = '', quoted, regex, plain = ''] = found;
    terms.push({ mark: mark as Term['mark'], test: termTest({ quoted, regex, plain }, pattern) });
  }
  return terms;
}

function termTest(
  {
    quoted,
    regex,
    plain,
  }: {
    readonly quoted: string | undefined;
    readonly regex: string | undefined;
    readonly plain: string;
  },
  pattern: string,
): MessageTest {
  if (regex !== undefined) {
    return regexOf(regex, pattern);
  }
  const text = quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1');
  return (message) => message.includes(text);
}
