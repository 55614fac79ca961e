// What a role must be allowed to do, and for what.
import type { Path } from '../../lib/node.ts';
import { unknownResource } from '../policy-pattern.ts';

export interface Right {
  readonly actions: readonly string[];
  /** ARNs, with `unknownText` where only the account or the run knows; `*` alone where AWS has no narrower resource. */
  readonly resources: readonly string[];
  /** One of the resources is enough: different spellings of the same thing. */
  readonly anyOf?: true;
  /** The resource is not known: no policy can be written of it, but one that allows it nowhere lacks it. */
  readonly isOpen?: true;
  /** Condition keys that the request carries; `unknownText` is a value that only AWS knows. */
  readonly context?: Readonly<Record<string, string>>;
}

/** What one part of the definition needs of a role. */
export interface Need {
  /** As in a message: `action "Build" of stage "Build"`. */
  readonly what: string;
  /** For a column: `Build`. */
  readonly name: string;
  readonly path: Path;
  readonly rights: readonly Right[];
  /** What the list leaves open, as a sentence. */
  readonly note?: string;
  /** Something of which this version does not know what it needs. */
  readonly isPartial?: true;
}

export interface RoleNeeds {
  /** As the definition writes it. */
  readonly arn: string;
  readonly name: string;
  /** Who must be able to assume it. Empty for a role that another role assumes. */
  readonly services: readonly Service[];
  readonly needs: readonly Need[];
}

/** As in the name of its principal: `codebuild.amazonaws.com`. */
export type Service =
  | 'cloudformation'
  | 'codepipeline'
  | 'codebuild'
  | 'codedeploy'
  | 'ec2'
  | 'ecs-tasks'
  | 'events'
  | 'lambda';

export function right(
  actions: string | readonly string[],
  resources: string | readonly string[],
  more: Pick<Right, 'anyOf' | 'context' | 'isOpen'> = {},
): Right {
  return {
    actions: typeof actions === 'string' ? [actions] : actions,
    resources: typeof resources === 'string' ? [resources] : resources,
    ...more,
  };
}

/** `codebuild:StartBuild` and its neighbours, without the prefix each time. */
export function actionsOf(prefix: string, ...names: readonly string[]): readonly string[] {
  return names.map((name) => `${prefix}:${name}`);
}

/** Of things that are named in a way that is not read here. */
export function openRight(...actions: readonly string[]): Right {
  return right(actions, unknownResource, { isOpen: true });
}
