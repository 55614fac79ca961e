// The log of one invocation as CloudWatch shows it: START, what the function wrote, END and REPORT.
import { randomHex } from '../../lib/id.ts';

export interface InvocationLog {
  readonly line: (text: string) => void;
  readonly start: (requestId: string) => void;
  readonly end: (report: Report) => void;
  /** The last 4 KB (Lambda API, Invoke, LogType Tail). */
  readonly tail: () => string;
}

interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  /** Absent for an event that found its process running. */
  readonly initMs?: number;
  readonly memorySize: number;
  readonly peakMemoryBytes?: number;
  readonly status?: 'error' | 'timeout';
}

const tailBytes = 4096;

export function openInvocationLog(onLine: (text: string) => void, version = '$LATEST'): InvocationLog {
  let kept = '';
  const line = (text: string): void => {
    kept = lastBytes(`${kept}${text}\n`);
    onLine(text);
  };
  return {
    line,
    start: (requestId) => line(`START RequestId: ${requestId} Version: ${version}`),
    end: (report) => {
      line(`END RequestId: ${report.requestId}`);
      line(reportLine(report));
    },
    tail: () => kept,
  };
}

/** `2026/11/28/[$LATEST]5f…`: one for each execution environment. */
export function newLogStream(version: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomHex(16)}`;
}

/** From the first whole character that fits. */
function lastBytes(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= tailBytes) return text;
  return bytes
    .subarray(bytes.length - tailBytes)
    .toString('utf8')
    .replace(/^\u{fffd}+/u, '');
}

function reportLine({ requestId, durationMs, initMs, memorySize, peakMemoryBytes, status }: Report): string {
  const used =
    peakMemoryBytes === undefined ? [] : [`Max Memory Used: ${Math.ceil(peakMemoryBytes / 1024 ** 2)} MB`];
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memorySize} MB`,
    ...used,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(status === undefined ? [] : [`Status: ${status}`]),
  ].join('\t');
}
