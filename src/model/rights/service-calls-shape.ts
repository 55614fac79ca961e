// What services of AWS call with the roles that a pipeline gives them.
import type { AwsPlace } from '../place.ts';
import type { RightsRequest } from './rights-request.ts';
import type { Right, Service } from './right.ts';

/** Of one role, while one action runs. */
export interface ServiceCalls {
  readonly roleArn: string;
  /** Absent for a role that another role assumes. */
  readonly service?: Service;
  /** For what the service assumes the role; absent where it says nothing of it. */
  readonly sourceArn?: string;
  /** Of the session; the action's when absent. */
  readonly sessionName?: string;
  /** It is recorded, and the action succeeds without. */
  readonly failsNothing?: true;
  /** What is called before anything is done. */
  readonly before: readonly Right[];
  /** What is called with what has come of it. */
  readonly after: readonly Right[];
}

/** The artifacts of an action, for the role that reads and writes them. */
export interface ArtifactRights {
  readonly gets: readonly Right[];
  readonly puts: readonly Right[];
}

/** What is known where an action asks other services to work for it. */
export interface ServiceCallsRequest extends RightsRequest {
  readonly place: AwsPlace;
  readonly artifacts: ArtifactRights;
}

/** As the endpoint is asked before a service does something. */
export interface AskedServiceCalls {
  readonly roleArn: string;
  /** `codebuild.amazonaws.com`; absent where it is not the service that assumes the role. */
  readonly service?: string;
  readonly sourceArn?: string;
  readonly sessionName: string;
  readonly region: string;
  readonly use: {
    readonly executionId?: string;
    readonly actionExecutionId?: string;
    readonly iam?: 'enforce';
  };
  readonly rights: readonly Right[];
}

export interface AnsweredServiceCalls {
  /** In AWS's words; absent where all is allowed, or nothing is refused here. */
  readonly refused?: { readonly action: string; readonly message: string };
  /** In AWS's words, when the role does not trust the service. */
  readonly untrusted?: string;
}
