// Measures whole commands: the median of several runs after one that warms the caches.
import { spawn } from 'node:child_process';

export interface Measurement {
  readonly name: string;
  readonly medianMs: number;
  readonly runs: number;
}

/** A baseline that could not be measured, and why. */
export interface Unmeasured {
  readonly name: string;
  readonly missing: string;
}

/** Runs a program to its end and gives its duration in milliseconds. Rejects when it fails. */
export async function timeCommand(file: string, args: readonly string[], cwd: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('error', reject);
  child.on('close', (code) =>
    code === 0 ? resolve() : reject(new Error(`${file} ${args.join(' ')} ended with ${code}\n${errors}`)),
  );
  await promise;
  return performance.now() - startedAt;
}

/** The median of `runs` measurements of `work`, which gives its own duration in milliseconds. */
export async function measure(name: string, runs: number, work: () => Promise<number>): Promise<Measurement> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await work());
  const sorted = times.toSorted((a, b) => a - b);
  return { name, medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0, runs };
}

/** Prints one line: what was measured, its time, and its ratio to the baseline of the same run. */
export function report(subject: Measurement, baseline: Measurement | Unmeasured): void {
  const ours = `| ${subject.name} | ${Math.round(subject.medianMs)} ms | ${baseline.name} |`;
  if ('missing' in baseline) return console.log(`${ours} ${baseline.missing} | – | – |`);
  const ratio = (subject.medianMs / baseline.medianMs).toFixed(2);
  const difference = Math.round(subject.medianMs - baseline.medianMs);
  console.log(
    `${ours} ${Math.round(baseline.medianMs)} ms | ${ratio} | ${difference > 0 ? '+' : ''}${difference} ms |`,
  );
}
