// The lines of one step of a job in the log of that job. Pure but for what it remembers of the lines so far.
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { LogLine } from '../../state/log-store.ts';
import type { Logged } from '../../view/logged-actions.ts';

export type PrintLine = (
  action: Pick<Logged, 'stageName' | 'actionName' | 'actionExecutionId'>,
  line: Pick<LogLine, 'at' | 'text'>,
) => void;

export interface StepLines {
  /** Prints a line when it is of the step. */
  readonly print: PrintLine;
  /** Throws when no job has had the step. */
  readonly expectFound: () => void;
}

/** A step in the background names itself in front of each of its lines, because other steps print next to it. */
export function linesOfStep(wanted: string, print: PrintLine): StepLines {
  const running = new Map<string, string>();
  const seen = new Set<string>();
  return {
    print: (action, line) => {
      const begun = /^▶ (.*?)(, in the background)?$/.exec(line.text);
      const [, background, text] = /^\[([^\]]+)\] (.*)$/s.exec(line.text) ?? [];
      if (begun !== null) {
        running.set(action.actionExecutionId, begun[2] === undefined ? (begun[1] ?? '') : '');
        seen.add(begun[1] ?? '');
      } else if (background !== undefined) seen.add(background);
      if (background === wanted) print(action, { ...line, text: text ?? '' });
      else if (background === undefined && running.get(action.actionExecutionId) === wanted)
        print(action, line);
    },
    expectFound: () => {
      if (seen.has(wanted)) return;
      const names = [...seen];
      const remedy = didYouMean(wanted, names, `Those that ran: ${names.join(', ') || 'none yet'}`);
      const message = `No step "${wanted}" has run in this execution`;
      throw new ProblemError([problem({ code: 'ActionNotFoundException', whose: 'call', message, remedy })]);
    },
  };
}
