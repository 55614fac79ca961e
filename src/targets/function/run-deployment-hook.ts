// A hook of a CodeDeploy deployment of Lambda or ECS: the function is invoked, and must call CodeDeploy back. Source:
// CodeDeploy user guide, "AppSpec 'hooks' section for an Amazon ECS deployment".
import { defined } from '../../lib/defined.ts';
import { functionAccess } from './function-access.ts';
import type { FunctionCall, Invocation } from './function-call.ts';
import { serveHookEndpoint, type HookExecution } from './hook-endpoint.ts';
import { invokeFunction } from './invoke-function.ts';

export interface DeploymentHook extends FunctionCall, HookExecution {
  readonly lifecycleEvent: string;
  /** How long the report may take: an hour on AWS. */
  readonly timeoutMs: number;
}

export interface DeploymentHookResult {
  readonly status: 'Succeeded' | 'Failed' | 'TimedOut';
  /** One sentence, no full stop at the end. */
  readonly message: string;
  readonly logTail: string;
}

/**
 * Resolves when the invocation is over; the first report counts, whatever the function does after it. AWS waits its hour
 * for a function that has ended without a report; here no process is left then that could send one, so the hook has
 * failed. Rejects with the signal's reason when that aborts.
 */
export async function runDeploymentHook(hook: DeploymentHook): Promise<DeploymentHookResult> {
  const { deploymentId, hookExecutionId, functionName, timeoutMs, onLine } = hook;
  const startedAt = performance.now();
  const access = await functionAccess(hook);
  const onward = access['AWS_ENDPOINT_URL'];
  await using endpoint = await serveHookEndpoint(hook, { onRefused: onLine, ...defined({ onward }) });
  const invocation = await invokeFunction({
    ...hook,
    access,
    payload: { DeploymentId: deploymentId, LifecycleEventHookExecutionId: hookExecutionId },
    endpoints: { AWS_ENDPOINT_URL: endpoint.url, AWS_ENDPOINT_URL_CODEDEPLOY: endpoint.url },
  });
  const { logTail } = invocation;
  const reported = endpoint.reported();
  if (reported !== undefined)
    return { status: reported, message: `The function "${functionName}" reported ${reported}`, logTail };
  if (performance.now() - startedAt >= timeoutMs)
    return {
      status: 'TimedOut',
      message: `The function "${functionName}" did not report on ${hook.lifecycleEvent} within ${timeoutMs / 1000} seconds`,
      logTail,
    };
  return { status: 'Failed', message: whySilent(hook, invocation), logTail };
}

function whySilent(
  { functionName, lifecycleEvent }: DeploymentHook,
  { functionError, explanation }: Invocation,
): string {
  if (functionError !== undefined)
    return [`The function "${functionName}" failed: ${functionError}`, explanation]
      .filter((part) => part !== undefined)
      .join(' ');
  return `The function "${functionName}" ended without reporting to CodeDeploy whether ${lifecycleEvent} succeeded: it must call PutLifecycleEventHookExecutionStatus with Succeeded or Failed (AWS would wait an hour for that)`;
}
