// What a deployment sees of a host.
import type { Instance } from '../../model/fleet.ts';
import type { HostShell } from './open-shell.ts';
import type { LifecycleCommand, LifecycleIo, LifecycleResult } from '../agent/lifecycle-event.ts';

export interface Host {
  readonly instance: Instance;
  /** Where the application of this host answers directly, from this machine: `http://127.0.0.1:PORT`. */
  readonly url?: string;
  /** Puts a file where the host's agent can read it, and gives the path as the host sees it. */
  readonly give: (file: string, name: string) => Promise<string>;
  /** How a person gets a shell with what the scripts of that event run with. */
  readonly openShell: (command: LifecycleCommand) => Promise<HostShell>;
  /** Runs one lifecycle event in the host. Rejects only when the host itself is lost (its agent cannot be reached). */
  readonly runLifecycleEvent: (command: LifecycleCommand, io: LifecycleIo) => Promise<LifecycleResult>;
}
