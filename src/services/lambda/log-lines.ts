// Lines on their way to the log groups: written together, because a transaction for each would cost more than an event.
import { appendLogEvents } from '../../state/log-groups/append-log-events.ts';
import type { LogGroups, NewEvent, StreamKey } from '../../state/log-groups/log-groups.ts';

/** Lines can be read this soon. */
const writtenWithinMs = 100;

export class LogLines implements Disposable {
  readonly #logs: LogGroups;
  readonly #waiting = new Map<string, { readonly key: StreamKey; readonly events: NewEvent[] }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(logs: LogGroups) {
    this.#logs = logs;
  }

  add(key: StreamKey, event: NewEvent): void {
    const text = `${key.group.account} ${key.group.region} ${key.group.name} ${key.stream}`;
    const waiting = this.#waiting.get(text);
    if (waiting === undefined) this.#waiting.set(text, { key, events: [event] });
    else waiting.events.push(event);
    this.#timer ??= setTimeout(() => this.#write(), writtenWithinMs);
  }

  [Symbol.dispose](): void {
    this.#write();
    this.#logs[Symbol.dispose]();
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { key, events } of all) appendLogEvents(this.#logs, key, { events, at: Date.now() });
  }
}
