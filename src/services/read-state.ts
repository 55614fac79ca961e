// What was run from the state folder, as services read it next to the process that owns the folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openState } from '../state/open-state.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { ServiceCall } from './service.ts';

/** Undefined before anything was run. */
export async function readState<T>(
  { ground }: ServiceCall,
  read: (state: StateFolder) => T,
): Promise<T | undefined> {
  if (!existsSync(join(ground.stateFolder, 'slipway.db'))) return undefined;
  await using state = await openState(ground.stateFolder, { owner: false });
  return read(state);
}
