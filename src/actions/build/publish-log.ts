// The log of a build in CloudWatch Logs: in the group and stream that its project names.
import { logPlace } from '../../model/build-log-place.ts';
import type { Build } from './build.ts';

/** What cannot be stored there is in the log of the action all the same, and fails no build. */
export function publishLog({ context, project, buildId }: Build): void {
  const place = logPlace(project, buildId);
  if (place === undefined) return;
  const { account, region } = context.place;
  const { logGroups, logs } = context.state;
  try {
    logGroups().link(
      { group: { account, region, name: place.group }, stream: place.stream },
      { file: logs.path(context.executionId, context.actionExecutionId), at: context.now() },
    );
  } catch (error) {
    context.report({ kind: 'Notice', message: `CloudWatch Logs does not show this build: ${String(error)}` });
  }
}
