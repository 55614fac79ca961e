// The words that lead another program into the namespaces of a process (nsenter(1)).
import { systemProgram } from '../system-program.ts';

export type Namespace = 'mount' | 'pid' | 'ipc' | 'net';

/** @param pid has been started in them, and as root its root folder is that of the machine */
export function enterNamespaces(pid: number, namespaces: readonly Namespace[]): readonly string[] {
  const isPrivileged = process.getuid?.() === 0;
  return [
    systemProgram('nsenter'),
    '--target',
    String(pid),
    ...(isPrivileged ? [] : ['--user', '--preserve-credentials']),
    ...namespaces.map((name) => `--${name}`),
    '--root',
    '--wd',
    '--',
  ];
}
