// A stack: what it is, and the operation that changes it. A value; facts change it (operation/apply.ts).
import type { DeletionPolicy, Value } from './template/template.ts';
import type { Output } from './target.ts';
import type { StackParameter } from './values/parameters.ts';

export type StackStatus =
  | 'REVIEW_IN_PROGRESS'
  | `CREATE_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | `ROLLBACK_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | `UPDATE_${'IN_PROGRESS' | 'COMPLETE_CLEANUP_IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | `UPDATE_ROLLBACK_${'IN_PROGRESS' | 'COMPLETE_CLEANUP_IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | `DELETE_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | `IMPORT_${'IN_PROGRESS' | 'COMPLETE' | 'ROLLBACK_IN_PROGRESS' | 'ROLLBACK_COMPLETE'}`;

export type ResourceStatus =
  | `${'CREATE' | 'UPDATE' | 'DELETE' | 'IMPORT'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | 'DELETE_SKIPPED';

/** What a stack is to be, or is. */
export interface StackDefinition {
  /** What the stack is made of: with transforms, what they made. */
  readonly templateText: string;
  /** As it was given, when transforms made another one of it. */
  readonly originalText?: string;
  readonly parameters: readonly StackParameter[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface ResourceState {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** As they were given to the service, with dynamic references as they stand in the template. */
  readonly properties: Readonly<Record<string, Value>>;
  /** What Fn::GetAtt gives. */
  readonly attributes: Readonly<Record<string, Value>>;
  /** What events show in the place of the properties, where these have hidden values. */
  readonly shown?: Readonly<Record<string, Value>>;
  /** Its attributes are not shown: a custom resource has answered with NoEcho. */
  readonly noEcho?: true;
  /** The resources that it was made after. */
  readonly needs: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly status: ResourceStatus;
  readonly statusReason?: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

export type OnFailure = 'ROLLBACK' | 'DO_NOTHING' | 'DELETE';

/** `continue-rollback` and `rollback` go on with the operation before. */
export type OperationKind = 'create' | 'update' | 'delete' | 'import' | 'continue-rollback' | 'rollback';

/**
 * Forward, then for a create or update that fails: rollback, rollback-cleanup. An update that succeeds: cleanup. A delete
 * has `delete` alone. `import-tags` are steps of the forward phase of an import: each resource gets the stack's tags.
 */
export type Phase = 'forward' | 'import-tags' | 'cleanup' | 'rollback' | 'rollback-cleanup' | 'delete';

export type StepAction = 'create' | 'import' | 'replace' | 'update' | 'restore' | 'delete';

export interface Step {
  readonly phase: Phase;
  readonly logicalId: string;
  readonly type: string;
  readonly action: StepAction;
  readonly properties: Readonly<Record<string, Value>>;
  /** As in ResourceState. */
  readonly shown?: Readonly<Record<string, Value>>;
  readonly noEcho?: true;
  readonly needs: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  /** Of the resource that it replaces. */
  readonly updateReplacePolicy?: DeletionPolicy;
  /** The signals that the creation waits for. */
  readonly creationPolicy?: Readonly<Record<string, Value>>;
  /** The ids of those that have come. */
  readonly signals?: readonly string[];
  /** How an update in place is done. */
  readonly updatePolicy?: Readonly<Record<string, Value>>;
  /** `unchanged`: nothing was to be done. `kept`: a lone UPDATE_COMPLETE of a rollback, without a call. */
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'unchanged' | 'skipped' | 'kept';
  /** What its service is to call it, when the template says nothing. Fresh for each physical resource. */
  readonly suffix: string;
  /** Nothing of its name was there before the first call. */
  readonly isChecked?: true;
  /** As soon as the service has said it. */
  readonly physicalId?: string;
  readonly attributes?: Readonly<Record<string, Value>>;
  readonly reason?: string;
}

export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly token?: string;
  readonly phase: Phase;
  readonly onFailure: OnFailure;
  /** What the stack is to be. The stack's own definition stays that of before until the operation has succeeded. */
  readonly definition?: StackDefinition;
  /** Of `phase/logicalId`, in the order in which they began. */
  readonly steps: ReadonlyMap<string, Step>;
  /** The resources as they were when it began. */
  readonly before: ReadonlyMap<string, ResourceState>;
  /** Resources that are not deleted whatever their policy (RetainResources), or not restored (ResourcesToSkip). */
  readonly skip: readonly string[];
  /** What went wrong besides a resource: an output, an export. */
  readonly failure?: string;
  readonly cancelled?: true;
  /** It is kept after its end only when it can be continued: UPDATE_ROLLBACK_FAILED, CREATE_FAILED, UPDATE_FAILED. */
  readonly ended?: true;
  /** Of the stack before an update that has failed and was not rolled back. */
  readonly previous?: StackDefinition;
  /** It began when an earlier one had failed: its rollback would not end in a stable state. */
  readonly isAfterFailure?: true;
  /** Its rollback removes what it has made, whatever its DeletionPolicy says. */
  readonly retainExceptOnCreate?: true;
  /** Milliseconds since the epoch. */
  readonly beganAt?: number;
  /** Since when all its resources are there and its alarms are still observed; milliseconds since the epoch. */
  readonly monitoredSince?: number;
  readonly outputs?: readonly Output[];
  readonly stackPolicy?: string;
  /** Set for one that a change set began. */
  readonly changeSetId?: string;
  /** The physical ids of the resources that an import takes in, by logical id. */
  readonly imports?: Readonly<Record<string, string>>;
}

/** Alarms that take a creation or an update back. */
export interface RollbackConfiguration {
  readonly alarmArns: readonly string[];
  /** For how long they are observed after all resources are there. */
  readonly monitoringMinutes: number;
}

interface StackPrincipal {
  readonly arn: string;
  readonly userId: string;
  readonly account: string;
  readonly partition: string;
  /** Of a session. */
  readonly roleArn?: string;
  /** What its session was given out for: what the stack calls is held to its role in the same way. */
  readonly use?: {
    readonly executionId?: string;
    readonly actionExecutionId?: string;
    readonly iam?: 'enforce';
  };
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly status: StackStatus;
  readonly statusReason?: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly deletedAt?: number;
  readonly definition?: StackDefinition;
  readonly resources: ReadonlyMap<string, ResourceState>;
  readonly outputs: readonly Output[];
  readonly notificationArns: readonly string[];
  readonly capabilities: readonly string[];
  readonly roleArn?: string;
  readonly disableRollback: boolean;
  readonly terminationProtection: boolean;
  /** Of its creation. */
  readonly timeoutInMinutes?: number;
  readonly rollbackConfiguration?: RollbackConfiguration;
  readonly stackPolicy?: string;
  readonly parentId?: string;
  readonly rootId?: string;
  readonly changeSetId?: string;
  /** Who called last. Resources are made in its name, or in that of the stack's role when there is one. */
  readonly principal: StackPrincipal;
  readonly operation?: Operation;
}

export function stepKey({ phase, logicalId }: Pick<Step, 'phase' | 'logicalId'>): string {
  return `${phase}/${logicalId}`;
}
