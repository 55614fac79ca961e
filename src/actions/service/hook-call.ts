// How a function is called that hangs on a deployment to a service.
import { defined } from '../../lib/defined.ts';
import type { FunctionCall } from '../../targets/function/function-call.ts';
import { sessionUse } from '../session-use.ts';
import type { ServiceUpdate } from './update.ts';

/** On AWS a function knows by itself where its service answers; here that is another address, which it is given. */
export async function hookCall(
  { context, running }: ServiceUpdate,
  functionName: string,
  signal: AbortSignal,
): Promise<FunctionCall> {
  const { resources, place, log, state } = context;
  const test = await running.testUrl();
  return {
    functionName,
    resources,
    place,
    targetsFolder: await state.folder('targets'),
    use: sessionUse(context),
    environment: {
      ...defined({ SLIPWAY_URL: running.url, SLIPWAY_TEST_URL: test }),
    },
    onLine: (line) => log.line(`${functionName} | ${line}`),
    signal,
  };
}
