// The log of one run of an action: bytes on their way to the disk, with secrets taken out first.
import type { ActionLog, Secret } from '../actions/provider.ts';
import { visibleText } from '../lib/visible-text.ts';
import { createRedactor, type Redactor } from '../process/redactor.ts';
import { isTooShort } from '../process/secret-forms.ts';
import type { LogWriter } from '../state/log-store.ts';
import { hiding, type Hide } from './hide-secrets.ts';
import { openKnownSecrets, type KnownSecrets } from './known-secrets.ts';

export interface OpenActionLog extends AsyncDisposable {
  readonly log: ActionLog;
  /** The same without secrets: they are taken out of every text in it. */
  readonly hide: Hide;
  /** Why not everything that was written is in the log. */
  readonly failure: () => unknown;
  /** Without secrets and control characters, for what the journal and the records keep to be shown. */
  readonly show: Hide;
}

export interface ActionLogOptions {
  /** Of all actions of the pipeline. */
  readonly known?: KnownSecrets;
  /** Called once for each name whose value is too short to be hidden. */
  readonly onTooShort?: (name: string) => void;
  /** Called once, when something cannot be stored: the log is no longer true, and takes nothing more. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Wraps a writer of the log store. Redaction stands between the action and the writer, so no secret reaches the
 * file, the tail of a failure's details or a reader that follows.
 */
export function openActionLog(
  writer: LogWriter,
  { known = openKnownSecrets(), onTooShort = () => undefined, onFailure }: ActionLogOptions = {},
): OpenActionLog {
  const kept = untilFailure(onFailure);
  const redactor = createRedactor((bytes) => kept.attempt(() => writer.write(bytes)));
  const following = known.follow((values) => redactor.add(values));
  const tail = (count: number) => {
    redactor.flush();
    return kept.attempt(() => writer.tail(count)) ?? [];
  };
  return {
    log: actionLog(redactor, tail, { hidden: known.all, redact: secretsTo(known, onTooShort) }),
    failure: kept.failure,
    hide: hiding(redactor.clean),
    show: hiding((text) => visibleText(redactor.clean(text))),
    [Symbol.asyncDispose]: async () => {
      following[Symbol.dispose]();
      redactor.flush();
      if (kept.failure() !== undefined) noteEnd(writer);
      await writer[Symbol.asyncDispose]();
    },
  };
}

/** Output comes when the caller of a command has gone: what cannot be stored must not throw there. */
function untilFailure(onFailure: (error: unknown) => void = () => undefined) {
  let failure: unknown;
  return {
    failure: () => failure,
    attempt: <T>(work: () => T): T | undefined => {
      if (failure !== undefined) return undefined;
      try {
        return work();
      } catch (error) {
        failure = error;
        onFailure(error);
        return undefined;
      }
    },
  };
}

/** What the action has left behind is removed by now, which may have made room. */
function noteEnd(writer: LogWriter): void {
  try {
    writer.write(Buffer.from('\nThe log ends here: what was printed after this could not be written\n'));
  } catch {
    // There is no room for it either. The action has failed for that reason and says so.
  }
}

function actionLog(
  redactor: Redactor,
  tail: ActionLog['tail'],
  { hidden, redact }: Pick<ActionLog, 'hidden' | 'redact'>,
): ActionLog {
  const encoder = new TextEncoder();
  return {
    write: (bytes) => redactor.write(bytes),
    line: (text) => redactor.write(encoder.encode(`${text}\n`)),
    redact,
    hidden,
    hide: redactor.clean,
    tail,
  };
}

function secretsTo(
  known: KnownSecrets,
  onTooShort: (name: string) => void,
): (secrets: readonly Secret[]) => void {
  const tooShort = new Set<string>();
  return (secrets) => {
    known.add(
      secrets.map(({ value }) => value).filter((value) => !isTooShort(value) && !isOwnAddress(value)),
    );
    for (const { name, value } of secrets) {
      if (value === '' || !isTooShort(value) || tooShort.has(name)) continue;
      tooShort.add(name);
      onTooShort(name);
    }
  };
}

/** Parameters hold the addresses of what is deployed here, which are shown to the user as the result. */
function isOwnAddress(value: string): boolean {
  return /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/.test(value);
}
