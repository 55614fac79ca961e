// Every new entry of the execution as one line of JSON, and nothing else.
import { jsonEntry } from '../render/json-entry.ts';
import { foldEvent } from '../../view/fold-execution.ts';
import type { Presented, Presenter } from './presenter-contract.ts';

export function presentAsJson({ terminal, view: before }: Presented): Presenter {
  let view = before;
  return {
    show: (entry) => {
      if ('executionId' in entry.event && entry.event.executionId !== view.executionId) return;
      view = foldEvent(view, entry.event);
      terminal.write(`${jsonEntry(entry)}\n`);
    },
    view: () => view,
    settle: () => undefined,
    leave: () => undefined,
    finish: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
}
