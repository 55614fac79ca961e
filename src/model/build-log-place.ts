// Where the log of a build is in CloudWatch Logs. Pure.
import type { BuildProject } from './build.ts';

interface BuildLogPlace {
  readonly group: string;
  readonly stream: string;
}

/** Undefined when the project wants no log there (CodeBuild API reference, CloudWatchLogsConfig). */
export function logPlace({ name, logsConfig }: BuildProject, buildId: string): BuildLogPlace | undefined {
  const { status, groupName, streamName } = (logsConfig?.['cloudWatchLogs'] ?? {}) as {
    readonly status?: string;
    readonly groupName?: string;
    readonly streamName?: string;
  };
  if (status === 'DISABLED') return undefined;
  const id = buildId.slice(buildId.indexOf(':') + 1);
  return {
    group: groupName ?? `/aws/codebuild/${name}`,
    stream: streamName === undefined ? id : `${streamName}/${id}`,
  };
}
