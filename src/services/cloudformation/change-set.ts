// A change set: what an operation would do, kept until it is executed or deleted.
import type { ResourceChange } from '../../stacks/changes/change.ts';
import type { OnFailure, RollbackConfiguration, StackDefinition } from '../../stacks/stack.ts';

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly type: 'CREATE' | 'UPDATE' | 'IMPORT';
  readonly description?: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly statusReason?: string;
  readonly executionStatus:
    | 'AVAILABLE'
    | 'UNAVAILABLE'
    | 'EXECUTE_IN_PROGRESS'
    | 'EXECUTE_COMPLETE'
    | 'EXECUTE_FAILED'
    | 'OBSOLETE';
  readonly definition: StackDefinition;
  readonly changes: readonly ResourceChange[];
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn?: string;
  readonly onStackFailure?: OnFailure;
  readonly rollbackConfiguration?: RollbackConfiguration;
  /** The physical ids of the resources that it takes in, by logical id. */
  readonly imports?: Readonly<Record<string, string>>;
  readonly importExistingResources?: boolean;
}
