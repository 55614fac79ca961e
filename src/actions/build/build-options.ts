// What the caller of a run decides for its builds.
import type { BuildspecPhaseName } from '../../model/build.ts';

export interface BuildOptions {
  readonly strictRuntimes: boolean;
  readonly keepWork: boolean;
  /** How builds are apart from this machine: as far as possible when absent. */
  readonly isolation?: 'process' | 'namespace' | 'none';
  /** Where the commands of builds run: on this machine when absent, or in their image by that engine. */
  readonly executor?: Executor;
  /** The build ends after this phase, and later phases are reported as not executed. */
  readonly lastPhase?: BuildspecPhaseName;
  /** A build that failed leaves its folder and its variables behind, for a shell in it. The caller removes them. */
  readonly keepsFailedBuild?: boolean;
  /** Parameters and secrets that the local store does not have come from AWS, with the user's credentials. */
  readonly awsValues?: boolean;
  /** What the policies of a role do not allow is refused (`enforce`), or reported: that when absent. */
  readonly iam?: IamMode;
  /** It was shipped into the account of this machine: services of AWS work with the roles that they are given there. */
  readonly isShipped?: true;
  /** How many builds run at once, of all pipelines; decided by the machine when absent. */
  readonly maxBuilds?: number;
}

type IamMode = 'observe' | 'enforce';

export type Executor = 'process' | 'docker' | 'podman';
