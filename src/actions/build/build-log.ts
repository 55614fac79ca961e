// CodeBuild's log: its own lines with prefix and time, the output of commands exactly as it came.
import type { ActionLog } from '../provider.ts';

export interface BuildLog {
  /** `[Container] 2026/11/20 09:00:01.000000 <text>`; further lines of the text follow as they are. */
  readonly line: (text: string) => void;
  readonly output: (bytes: Uint8Array) => void;
  /** After each command: the blank line that CodeBuild puts between its output and what follows. */
  readonly endOutput: () => void;
  /** The last lines that the command under way has printed, without CodeBuild's own. */
  readonly commandTail: () => readonly string[];
}

/** A command of many lines is shown whole before its output; more than this is not read. */
const lookedAt = 200;

/** What reads along with the output of commands. */
export interface OutputReader {
  readonly write: (bytes: Uint8Array) => void;
  readonly endCommand: () => void;
}

export function createBuildLog(log: ActionLog, now: () => number, reader?: OutputReader): BuildLog {
  const prefix = () => `[Container] ${formatTime(now())} `;
  let outputBytes = 0;
  return {
    line: (text) => {
      outputBytes = 0;
      log.line(prefix() + text);
    },
    output: (bytes) => {
      outputBytes += bytes.length;
      log.write(bytes);
      reader?.write(bytes);
    },
    endOutput: () => {
      log.line('');
      reader?.endCommand();
    },
    commandTail: () => (outputBytes === 0 ? [] : lastOutput(log.tail(lookedAt))),
  };
}

/** `2026/11/20 09:00:01.123000`, in UTC. This machine's clock gives milliseconds. */
function formatTime(at: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().split('T');
  return `${day.replaceAll('-', '/')} ${time.slice(0, -1)}000`;
}

function lastOutput(lines: readonly string[]): readonly string[] {
  const own = lines.findLastIndex((line) => line.startsWith('[Container] '));
  return lines.slice(own + 1);
}
