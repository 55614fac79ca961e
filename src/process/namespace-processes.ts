// Processes of a PID namespace, which have other numbers inside than outside (proc(5), NSpid, NSpgid).
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The number of the first child of a process; undefined when it has none or is gone. */
export function firstChildOf(pid: number): number | undefined {
  const [first = ''] = textOf(`/proc/${pid}/task/${pid}/children`).split(' ');
  return first === '' ? undefined : Number(first);
}

/**
 * Our number of the process group that has the given number inside.
 * @param first our number of any process of that namespace
 */
export function groupInside(first: number, group: number): number | undefined {
  const namespace = namespaceOf(String(first));
  if (namespace === undefined) return undefined;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d/.test(pid) || namespaceOf(pid) !== namespace) continue;
    const numbers = /^NSpgid:\s+(.*)$/m.exec(textOf(`/proc/${pid}/status`))?.[1]?.split(/\s+/) ?? [];
    if (Number(numbers.at(-1)) === group) return Number(numbers[0]);
  }
  return undefined;
}

function namespaceOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
