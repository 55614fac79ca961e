// What the caller of a run decides for its deployments.
import type { BuildOptions } from '../build/build-options.ts';

export interface WaitingOptions extends Pick<BuildOptions, 'iam'> {
  /** What a minute of waiting takes (shifts of traffic, bake times), in milliseconds: 60,000 when absent. */
  readonly minuteMs?: number;
}

/** Hosts are apart from this machine as builds are, tasks run on the engine of builds, and values come from where theirs do. */
export interface DeploymentOptions
  extends WaitingOptions, Pick<BuildOptions, 'isolation' | 'executor' | 'awsValues'> {}
