// The types of resources that a stack has here without anything that runs: their settings are kept and given back. The table is
// written of what makes them (`services/cloudformation/handlers.ts`) by `npm run fix`.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** Policies of IAM are held against the calls of their roles, so its resources do what they do on AWS. */
export function isRecordedType(type: string): boolean {
  return (
    !type.startsWith('AWS::IAM::') && (load('./recorded-types.json') as readonly string[]).includes(type)
  );
}
