// What can be asked of the agent inside a host, and how its relays are spoken to.
import type { FileCursor } from './collect-lines.ts';
import type { AgentEnvironment, LifecycleCommand } from './lifecycle-event.ts';

export type AgentRequest =
  | {
      readonly type: 'runLifecycleEvent';
      readonly environment: AgentEnvironment;
      readonly command: LifecycleCommand;
      /** Values that no log of the host may show. */
      readonly hidden: readonly string[];
    }
  /** Answered at once, whatever runs. */
  | { readonly type: 'collectLines'; readonly path: string; readonly before?: FileCursor };

/** Sent for every line that a lifecycle event prints. */
export interface LineEvent {
  readonly line: string;
}

/**
 * The relay into a host: after connecting to `relay.sock` one writes the port and a line feed, and reads `+` once the
 * application has accepted, or the system's error code and a line feed. From then on the bytes are the application's.
 */
export const RELAY_ACCEPTED = '+';

/**
 * In the folder of sockets of a namespace host: the port of AWS's API on this machine, which the host has under the same
 * number. Absent while its programs have no role.
 */
export const endpointPortFile = 'endpoint-port';

/** Where, inside a namespace host, a proxy leads outside. The hooks' http_proxy names it. */
export const INSIDE_PROXY_PORT = 13_128;
