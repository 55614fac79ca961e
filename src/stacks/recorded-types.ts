// The types of resources that a stack has here without anything that runs: their settings are kept and given back. The table is
// written of what makes them (`services/cloudformation/handlers.ts`) by `npm run fix`.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

export function isRecordedType(type: string): boolean {
  return (load('./recorded-types.json') as readonly string[]).includes(type);
}
