// What AWS's API of this machine has refused to an action's programs, or would have, for the result of the run.
import { openIamCalls, type IamCall } from '../account/iam-calls.ts';
import { openNotExecutedCalls } from '../account/not-executed-calls.ts';
import { openSessions } from '../account/sessions.ts';
import type { BuildOptions } from './build/build-options.ts';
import type { ActionContext } from './provider.ts';
import { isOfService, missingTrustText } from '../model/rights/trust-remedy.ts';
import { statementsFor } from '../model/rights/least-policy.ts';
import { wasStarted } from '../targets/endpoint/open-endpoint.ts';

type Context = Pick<ActionContext<Pick<BuildOptions, 'iam'>>, 'actionExecutionId' | 'report' | 'options'> & {
  readonly state: { readonly path: string } & Pick<
    ActionContext<Pick<BuildOptions, 'iam'>>['state'],
    'folder'
  >;
};

/** Each thing once, also when the action is run again. */
export async function reportAccess(context: Context): Promise<void> {
  const { state, actionExecutionId, report, options } = context;
  if (!wasStarted(await state.folder('targets'))) return;
  reportNotExecuted(context);
  using calls = openIamCalls(state.path);
  const all = Map.groupBy(calls.takeRefused(actionExecutionId), isOfService);
  const byRole = Map.groupBy(all.get(false) ?? [], ({ roleArn }) => roleArn);
  for (const [roleArn, refused] of byRole)
    report({ kind: 'Notice', message: refusalNotice(roleArn, refused, options.iam === 'enforce') });
  // Where roles are enforced the action has failed by it, and says so.
  if (options.iam === 'enforce') return;
  for (const call of all.get(true) ?? [])
    report({ kind: 'Notice', message: `AWS would refuse it: ${missingTrustText(call)}` });
}

function reportNotExecuted({ state, actionExecutionId, report }: Context): void {
  using sessions = openSessions(state.path);
  using calls = openNotExecutedCalls(state.path);
  for (const principal of sessions.ofAction(actionExecutionId))
    for (const { service, operation } of calls.takeNew(principal))
      report({
        kind: 'NotExecuted',
        what: `${operation} of ${service}`,
        reason: "AWS's API of this machine does not execute it",
      });
}

/** With the statement to add to a policy of the role. Pure. */
function refusalNotice(roleArn: string, refused: readonly IamCall[], isEnforced: boolean): string {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const missing = refused.filter(({ decision }) => decision === 'NotAllowed');
  const denied = refused.filter(({ decision }) => decision === 'Denied');
  const would = isEnforced ? 'is refused, as on AWS' : 'would be refused on AWS';
  const statements = statementsFor(
    missing.map(({ action, resource, conditionKeys }) => ({
      actions: [action],
      resources: [resource],
      ...(conditionKeys === '' ? {} : { context: JSON.parse(conditionKeys) as Record<string, string> }),
    })),
  );
  return [
    ...(missing.length === 0
      ? []
      : [
          `The role ${name} ${would}: ${listed(missing)}. Add to its policy: ${statements.map((each) => JSON.stringify(each)).join(', ')}`,
        ]),
    ...(denied.length === 0 ? [] : [`The role ${name} ${would} by an explicit deny: ${listed(denied)}`]),
  ].join('. ');
}

const mostListed = 3;

function listed(calls: readonly IamCall[]): string {
  const texts = calls.map(({ action, resource }) => `${action} on ${resource}`);
  const more = texts.length - mostListed;
  return [...texts.slice(0, mostListed), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
