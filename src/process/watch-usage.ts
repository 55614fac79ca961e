// How much memory and processor time a process and what it started use: sampled in /proc. Elsewhere
// than on Linux nothing is known.
import { existsSync, readFileSync } from 'node:fs';

export interface Usage {
  /** Of all its processes together at the moment when it was most; absent when it ended before the first sample. */
  readonly peakMemoryBytes?: number;
  /** As far as it was seen. */
  readonly cpuMs?: number;
}

/** The first sample comes soon, because most commands are short; one that is shorter costs nothing. */
const firstSampleMs = 40;
const sampleEveryMs = 250;
/** Kernel's USER_HZ, in which /proc gives times on every architecture that Node runs on. */
const ticksPerSecond = 100;

/** Watches until it is asked. */
export function watchUsage(pid: number): () => Usage {
  if (!existsSync(`/proc/${pid}/stat`)) return () => ({});
  let peakMemoryBytes = 0;
  let cpuMs = 0;
  const sample = (): void => {
    const family = [...familyOf(pid)];
    peakMemoryBytes = Math.max(peakMemoryBytes, memoryOfFamily(pid).peak);
    cpuMs = Math.max(
      cpuMs,
      family.map(cpuMsOf).reduce((sum, one) => sum + one, 0),
    );
    timer = setTimeout(sample, sampleEveryMs).unref();
  };
  let timer = setTimeout(sample, firstSampleMs).unref();
  return () => {
    clearTimeout(timer);
    return { ...(peakMemoryBytes === 0 ? {} : { peakMemoryBytes }), ...(cpuMs === 0 ? {} : { cpuMs }) };
  };
}

/** Of a process and what it started; 0 when it is gone. */
export function memoryOfFamily(pid: number): { readonly now: number; readonly peak: number } {
  const memory = [...familyOf(pid)].map(memoryOf);
  const now = memory.reduce((sum, { resident }) => sum + resident, 0);
  return { now, peak: Math.max(now, ...memory.map(({ highest }) => highest)) };
}

function* familyOf(pid: number): Iterable<number> {
  yield pid;
  for (const child of textOf(`/proc/${pid}/task/${pid}/children`).split(' '))
    if (child !== '') yield* familyOf(Number(child));
}

function memoryOf(pid: number): { readonly resident: number; readonly highest: number } {
  const status = textOf(`/proc/${pid}/status`);
  const bytes = (name: string) =>
    1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  return { resident: bytes('VmRSS'), highest: bytes('VmHWM') };
}

/** Its own and that of children which it has waited for. */
export function cpuMsOf(pid: number): number {
  const stat = textOf(`/proc/${pid}/stat`);
  // The name in parentheses may hold anything; after it come the numbered fields from 3 on (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).map(Number);
  return (1000 * ticks.reduce((sum, one) => sum + one, 0)) / ticksPerSecond;
}

/** Empty for a process that is gone. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
