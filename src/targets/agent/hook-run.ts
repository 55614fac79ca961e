// What the scripts of one lifecycle event run with.
import type { AppSpecHook } from '../../model/deployment.ts';
import type { AgentEnvironment, LifecycleCommand } from './lifecycle-event.ts';
import type { ScriptLog } from './script-log.ts';

export interface HookRun {
  readonly environment: AgentEnvironment;
  readonly command: LifecycleCommand;
  /** The unpacked revision that the scripts belong to. */
  readonly archive: string;
  readonly hooks: readonly AppSpecHook[];
  /** Called with the index of each script before it runs. */
  readonly onScript: (index: number) => void;
  readonly log: ScriptLog;
  readonly signal: AbortSignal;
}
