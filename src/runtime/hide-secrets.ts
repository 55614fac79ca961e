// Plain data without secrets: every text in it is cleaned, but for the words and ids that the program itself compares.

export type Hide = <T>(value: T) => T;

/** @param clean a text by itself, without its secrets */
export function hiding(clean: (text: string) => string): Hide {
  const within = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value);
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, ownKeys.has(key) ? each : within(each)]),
    );
  };
  return (value) => within(value) as typeof value;
}

/**
 * Their values come from this program or from the definition, never from what a program printed: a secret that happens to be
 * the word `FAILED` must not change a status, nor one that happens to be `prod` the name of an environment.
 */
const ownKeys: ReadonlySet<string> = new Set([
  'applicationName',
  'bucket',
  'buildId',
  'code',
  'commitId',
  'creator',
  'deploymentConfigName',
  'deploymentGroupId',
  'deploymentGroupName',
  'deploymentId',
  'digest',
  'digests',
  'environmentId',
  'environmentName',
  'errorCode',
  'event',
  'executionId',
  'fileExistsBehavior',
  'identifier',
  'instanceHealth',
  'instanceIds',
  'kind',
  'label',
  'lifecycleEventName',
  'namespace',
  'packaging',
  'phaseStatus',
  'phaseType',
  'projectName',
  'reportGroup',
  'revisionHealth',
  'revisionId',
  'rollbackDeploymentId',
  'rollbackTriggeringDeploymentId',
  'status',
  'statusCode',
  'targetId',
  'type',
  'version',
]);
