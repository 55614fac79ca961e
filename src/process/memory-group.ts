// Holds commands, with all that they start, to an amount of memory together: by a control group of the kernel where this user may make
// one, else by looking how much it uses. Sources: Linux kernel documentation, "Control Group v2", "Memory Resource Controller".
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from './wait-until.ts';
import { memoryOfFamily } from './watch-usage.ts';

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

interface MemoryLimit {
  /** One folder of the kernel's is made under it. */
  readonly name: string;
  /** Undefined for no limit: how much is used is known all the same. */
  readonly limitBytes: number | undefined;
}

export interface LimitedMemory {
  /** The command to run in place of the given one. */
  readonly within: (command: Command) => Command;
  /** To be called when one has started. */
  readonly started: (pid: number) => void;
  /** Of all its processes together as far as it was seen; undefined when nothing is known. */
  readonly peakBytes: () => number | undefined;
  /** To be called when none of its processes is left. */
  readonly release: () => Promise<void>;
}

export function limitMemory({ name, limitBytes }: MemoryLimit): LimitedMemory {
  const group = limitBytes === undefined ? undefined : makeGroup(name, limitBytes);
  if (group === undefined) return watched(limitBytes);
  // The shell puts itself into the group before it becomes the command, so that nothing of it is outside.
  const words = ['-c', 'echo $$ > "$0" && exec "$@"', join(group.folder, 'cgroup.procs')];
  return {
    within: ({ file, args }) => ({ file: '/bin/sh', args: [...words, file, ...args] }),
    started: () => undefined,
    peakBytes: () => numberIn(join(group.folder, group.peak)),
    release: async () => removeSoon(group.folder),
  };
}

const lookEveryMs = 50;

function watched(limitBytes: number | undefined): LimitedMemory {
  const pids = new Set<number>();
  let peak: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const look = (): number => {
    const used = [...pids].map(memoryOfFamily);
    const sum = (of: 'now' | 'peak') => used.reduce((all, each) => all + each[of], 0);
    if (sum('peak') > 0) peak = Math.max(peak ?? 0, sum('peak'));
    return sum('now');
  };
  return {
    within: (command) => command,
    started: (started) => {
      pids.add(started);
      if (limitBytes === undefined) return;
      timer ??= setInterval(() => {
        if (look() > limitBytes) for (const pid of pids) killGroup(pid);
      }, lookEveryMs).unref();
    },
    peakBytes: () => {
      look();
      return peak;
    },
    release: async () => {
      pids.clear();
      clearInterval(timer);
      await Promise.resolve();
    },
  };
}

/** Commands are started as leaders of their groups. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone meanwhile.
  }
}

interface Group {
  readonly folder: string;
  readonly peak: string;
}

interface Version {
  readonly root: string;
  /** Exists where groups have the memory controller. */
  readonly proof: string;
  readonly limit: string;
  /** Memory and swap together, or swap: it has none. */
  readonly swap: string;
  readonly peak: string;
}

const versions: readonly Version[] = [
  {
    root: '/sys/fs/cgroup',
    proof: 'cgroup.controllers',
    limit: 'memory.max',
    swap: 'memory.swap.max',
    peak: 'memory.peak',
  },
  {
    root: '/sys/fs/cgroup/memory',
    proof: 'memory.limit_in_bytes',
    limit: 'memory.limit_in_bytes',
    swap: 'memory.memsw.limit_in_bytes',
    peak: 'memory.max_usage_in_bytes',
  },
];

/** Undefined where this user may make none. */
function makeGroup(name: string, limitBytes: number): Group | undefined {
  for (const version of versions) {
    if (!existsSync(join(version.root, version.proof))) continue;
    const folder = join(version.root, name);
    try {
      mkdirSync(folder);
      writeFileSync(join(folder, version.limit), String(limitBytes));
      const isV2 = version.limit === 'memory.max';
      if (existsSync(join(folder, version.swap)))
        writeFileSync(join(folder, version.swap), isV2 ? '0' : String(limitBytes));
      return { folder, peak: version.peak };
    } catch {
      remove(folder);
    }
  }
  return undefined;
}

/** Groups that a killed process has left. None of their processes is left. @param begin what their names begin with */
export async function removeMemoryGroups(begin: string): Promise<void> {
  for (const { root, proof } of versions) {
    if (!existsSync(join(root, proof))) continue;
    const names = readdirSync(root).filter((name) => name.startsWith(begin));
    await Promise.all(names.map(async (name) => removeSoon(join(root, name))));
  }
}

/** The kernel may still be ending its last process. */
const removedWithinMs = 2000;

async function removeSoon(folder: string): Promise<void> {
  await waitUntil(() => remove(folder), removedWithinMs);
}

/** False while something is in it. */
function remove(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function numberIn(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
