// What is known of one failure on AWS, as it can be saved and sent, and the card that it gives. Pure.
import { isRecord } from '../../lib/is-record.ts';
import { causeOf } from './cause.ts';

export interface FailureBundle {
  readonly kind: 'slipway-failure';
  /** `build greeter:9f… FAILED in BUILD`. Outermost first: the execution, its action, the build that it ran. */
  readonly what: readonly string[];
  /** AWS's own messages, the innermost first. */
  readonly messages: readonly string[];
  /** The last lines of the log. */
  readonly lines: readonly string[];
  /** What is different from the last one that succeeded: `Source: 1a2b → 3c4d`. */
  readonly changes: readonly string[];
  /** The command that does the same here. */
  readonly reproduce?: string;
}

export function isBundle(value: unknown): value is FailureBundle {
  return (
    isRecord(value) &&
    value['kind'] === 'slipway-failure' &&
    ['what', 'messages', 'lines', 'changes'].every((key) => Array.isArray(value[key]))
  );
}

const shownLines = 20;

/** The first line is the cause; where the texts mean nothing that is known, it is AWS's own message. */
export function cardOf(bundle: FailureBundle): readonly string[] {
  const { what, messages, lines, changes, reproduce } = bundle;
  const cause = causeOf([...messages, lines.join('\n'), ...what]);
  const last = lines.slice(-shownLines);
  return [
    cause?.means ?? messages[0] ?? 'It failed, and AWS gives no reason',
    ...what.map((each, depth) => `${'  '.repeat(depth + 1)}${each}`),
    ...messages.map((each) => `  AWS: ${each}`),
    ...(last.length === 0 ? [] : ['  last lines:', ...last.map((line) => `    ${line}`)]),
    ...(changes.length === 0
      ? []
      : ['  changed since the last success:', ...changes.map((each) => `    ${each}`)]),
    ...(cause === undefined ? [] : [`  do: ${cause.remedy}`]),
    ...(reproduce === undefined ? [] : [`  here: ${reproduce}`]),
  ];
}
