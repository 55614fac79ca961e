// The key of an object that a delivery stream writes. Pure. Source: Firehose developer guide, "Custom prefixes for Amazon S3 objects".
import { localTime } from '../../model/local-time.ts';

export interface KeyMoment {
  /** When the oldest record of the object came: milliseconds since the epoch. */
  readonly at: number;
  readonly timeZone: string;
  /** What random texts are: letters and digits. */
  readonly random: string;
}

interface NamedObject extends KeyMoment {
  readonly stream: string;
  readonly version: number;
  /** With its dot; empty for none. */
  readonly extension: string;
}

/** @param prefix with its expressions evaluated */
export function objectKey(prefix: string, { stream, version, extension, ...moment }: NamedObject): string {
  const time = formatted('yyyy-MM-dd-HH-mm-ss', moment);
  return `${prefix}${stream}-${version}-${time}-${moment.random}${extension}`;
}

/** Without a timestamp of its own a prefix has that of the hour. */
export function evaluatedPrefix(prefix: string, moment: KeyMoment): string {
  const hasTime = prefix.includes('!{timestamp:');
  return expanded(hasTime ? prefix : `${prefix}!{timestamp:yyyy/MM/dd/HH/}`, moment, '');
}

/** @param type `processing-failed` or another kind of failure */
export function evaluatedErrorPrefix(
  { prefix, errorPrefix }: { readonly prefix: string; readonly errorPrefix: string },
  moment: KeyMoment,
  type: string,
): string {
  if (errorPrefix.includes('!{')) return expanded(errorPrefix, moment, type);
  return expanded(
    `${errorPrefix === '' ? prefix : errorPrefix}!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH/}`,
    moment,
    type,
  );
}

/** What Firehose would refuse, or what is not executed here. */
export function wrongPrefixes({ prefix = '', errorPrefix = '' }): string | undefined {
  for (const text of [prefix, errorPrefix])
    for (const [whole, namespace, word = ''] of text.matchAll(expressions)) {
      if (namespace === 'timestamp' && wrongPattern(word) !== undefined)
        return `Slipway does not execute the letter ${wrongPattern(word)} of ${whole} on this machine`;
      if (
        namespace === 'firehose' &&
        (word === 'random-string' || (text === errorPrefix && word === errorType))
      )
        continue;
      if (namespace !== 'timestamp') return `The expression ${whole} is not valid in this prefix`;
    }
  if (errorPrefix.includes('!{') && !errorPrefix.includes(`!{firehose:${errorType}}`))
    return `ErrorOutputPrefix with expressions must have !{firehose:${errorType}}`;
  if (errorPrefix === '' && /!\{[^}]*\}/.test(prefix))
    return 'ErrorOutputPrefix is required when Prefix has expressions';
  return undefined;
}

const errorType = 'error-output-type';
const expressions = /!\{([^:}]*)(?::([^}]*))?\}/g;

function expanded(prefix: string, moment: KeyMoment, type: string): string {
  return prefix.replaceAll(expressions, (_whole, namespace: string, word: string) => {
    if (namespace === 'timestamp') return formatted(word, moment);
    return word === errorType ? type : moment.random.slice(0, 11);
  });
}

const tokens = /'([^']*)'|([A-Za-z])\2*/g;
const letters = 'yMdHms';

function wrongPattern(pattern: string): string | undefined {
  return [...pattern.matchAll(tokens)]
    .map(([, , letter]) => letter)
    .find((each) => each && !letters.includes(each));
}

/** As Java's DateTimeFormatter has it, for the letters of a moment. */
function formatted(pattern: string, { at, timeZone }: KeyMoment): string {
  const time = localTime(at, timeZone);
  const values: Readonly<Record<string, number>> = {
    y: time?.year ?? 0,
    M: time?.month ?? 0,
    d: time?.dayOfMonth ?? 0,
    H: time?.hour ?? 0,
    m: time?.minute ?? 0,
    s: Math.floor(at / 1000) % 60,
  };
  return pattern.replaceAll(tokens, (token, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return quoted;
    const text = String(values[letter ?? ''] ?? token).padStart(token.length, '0');
    return token === 'yy' ? text.slice(-2) : text;
  });
}
