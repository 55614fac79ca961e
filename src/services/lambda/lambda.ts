// Lambda: functions of this machine, whether a file declares them or a call made them, run in processes that are kept warm.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import type { Ground, Operations } from '../service.ts';
import { aliases } from './aliases.ts';
import { workOnEvents } from './async-events.ts';
import { codeSigning } from './code-signing.ts';
import { settleAll } from './function-changes.ts';
import { functionUrls } from './function-url-config.ts';
import { functionSettings } from './function-settings.ts';
import { functions } from './functions.ts';
import { invocations } from './invoke.ts';
import { streamingInvocations } from './invoke-streaming.ts';
import { layers } from './layers.ts';
import { mappings, workOnMappings } from './mappings.ts';
import { policies } from './policies.ts';
import { provideAll, provisionedConcurrency } from './provisioned-concurrency.ts';
import { versions } from './versions.ts';

export const lambda: Operations<LambdaApi> = {
  ...aliases,
  ...codeSigning,
  ...functionSettings,
  ...functionUrls,
  ...functions,
  ...invocations,
  ...layers,
  ...mappings,
  ...policies,
  ...provisionedConcurrency,
  ...streamingInvocations,
  ...versions,
};

/** Completes changes and runs events that a killed endpoint has left. */
export function resumeLambda(ground: Ground): void {
  settleAll(ground);
  workOnEvents(ground);
  workOnMappings(ground);
  provideAll(ground);
}
