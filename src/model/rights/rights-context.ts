// What the rights of roles are derived from.
import type { ActionTypes } from '../action-type.ts';
import type { BuildProject, Buildspec } from '../build.ts';
import type { Definition } from '../definition.ts';
import type { PlacedAction } from '../pipeline-walk.ts';
import type { Where } from './arns.ts';
import type { Need, Service } from './right.ts';

/** What the files next to a definition say, and the caller. */
export interface RightsSources {
  readonly types: ActionTypes;
  /** The buildspecs that a project runs, as far as they are here. */
  readonly buildspecsOf: (project: BuildProject) => readonly Buildspec[];
  /** The texts of the scripts that those run, as far as they are here. */
  readonly scriptsOf?: (project: BuildProject) => readonly string[];
  /** The roles of the task definition that an action registers; undefined when it is not here. */
  readonly taskRolesOf: (placed: PlacedAction) => readonly string[] | undefined;
  /** Where the pipeline is; the ARNs leave it open when it is not known. */
  readonly region?: string;
}

/** A definition whose roles' needs are derived. */
export interface RightsContext {
  readonly definition: Definition;
  readonly sources: RightsSources;
  /** The account of a role, and the Region of what it is used for: the pipeline's own when none is given. */
  readonly where: (roleArn: string, region?: string) => Where;
}

export interface NeedOfRole {
  readonly arn: string;
  /** Absent where another role assumes this one. */
  readonly service?: Service;
  readonly need: Need;
}
