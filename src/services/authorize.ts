// IAM before an operation: what the call needs is held against the policies of the caller's role, and recorded. What AWS
// would refuse is refused when the session says so, else reported. Source: IAM user guide, "Policy evaluation logic".
import { defined } from '../lib/defined.ts';
import type { AwsError } from '../aws/wire/aws-error.ts';
import type { CalledOperation, NeededRight } from '../aws/iam/needed-right.ts';
import type { PolicyDocument } from '../model/policy.ts';
import { rightsOfCall } from '../aws/iam/rights-of-call.ts';
import type { Values } from '../aws/wire/message.ts';
import { serviceNames } from '../aws/service-model.ts';
import type { IamCall } from '../account/iam-calls.ts';
import { heldTo } from '../account/principals.ts';
import { evaluateRequest, type IamDecision, type PoliciesOfRequest } from '../model/iam/evaluate.ts';
import { accessDenied, refusalText } from './access-denied.ts';
import { openIamRecorder } from './iam-recorder.ts';
import { iamRequest } from './iam-request.ts';
import { policiesOfRole } from './policies-of-role.ts';
import { resourcePolicy } from './resource-policy.ts';
import { sessionPolicies } from './session-policies.ts';
import type { ServiceCall } from './service.ts';

export interface AskedCall {
  /** As botocore calls it. */
  readonly service: string;
  readonly signingName: string;
  readonly operation: string;
  /** By the model's names; undefined where there is no model of it. */
  readonly input: Values | undefined;
  readonly protocol: string;
  readonly call: Pick<ServiceCall, 'caller' | 'place' | 'now' | 'ground'>;
}

/** The user of this machine may do everything. Throws what AWS answers when the session is held to its role's policies. */
export async function authorize(asked: AskedCall): Promise<void> {
  const { caller, ground } = asked.call;
  const roleArn = heldTo(caller);
  if (roleArn === undefined) return;
  const rights = rightsOf(asked);
  if (rights.length === 0) return;
  const policies = await policiesOf(asked);
  const decided: Decided[] = [];
  for (const right of rights) decided.push({ right, decision: await decide(asked, right, policies) });
  ground.keep(openIamRecorder).record(decided.map((each) => recorded(asked, { ...each, roleArn, policies })));
  const error = caller.use.iam === 'enforce' ? firstRefusal(asked, decided) : undefined;
  if (error !== undefined) throw error;
}

type OwnPolicies = Pick<PoliciesOfRequest, 'identity' | 'boundary' | 'session'>;

/** Undefined when nothing here says what a role may. */
async function policiesOf({ call }: AskedCall): Promise<Partial<OwnPolicies> | undefined> {
  const { caller, ground, place } = call;
  const { roleArn } = caller;
  const session = await sessionPolicies(ground, place, caller);
  const limits = session === undefined ? {} : { session };
  // A federated user has what its user has, within its own policies.
  if (roleArn === undefined) return { identity: [ofFederatedUser], ...limits };
  const role = await policiesOfRole(ground, { name: roleArn.slice(roleArn.lastIndexOf('/') + 1), place });
  if (role !== undefined) return { ...role, ...limits };
  // Of what its own policies leave to it nothing is known.
  return session === undefined ? undefined : limits;
}

/** No operation of IAM, and of STS only GetCallerIdentity, which nothing forbids (STS API reference, GetFederationToken). */
const ofFederatedUser: PolicyDocument = {
  Statement: [
    { Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' },
    // Asked for with operations of other services.
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
  ],
};

interface Decided {
  readonly right: NeededRight;
  readonly decision: IamDecision;
}

function rightsOf({ service, signingName, operation, input, call }: AskedCall): readonly NeededRight[] {
  const known = serviceNames.find((name) => name === service);
  if (known === undefined || input === undefined)
    return [{ action: `${signingName}:${operation}`, resource: undefined }];
  const { place, caller } = call;
  const called: CalledOperation = {
    service: known,
    operation,
    input,
    place,
    ...defined({ limits: caller.limits }),
  };
  return rightsOfCall(called);
}

async function decide(
  { call }: AskedCall,
  right: NeededRight,
  policies: Partial<OwnPolicies> | undefined,
): Promise<IamDecision> {
  const ofResource = await resourcePolicy(right, call);
  return evaluateRequest(iamRequest(right, call), { identity: [], ...policies, ...ofResource });
}

function recorded(
  { call }: AskedCall,
  {
    right,
    decision,
    roleArn,
    policies,
  }: Decided & { readonly roleArn: string; readonly policies: Partial<OwnPolicies> | undefined },
): IamCall {
  const { caller, now } = call;
  // A role of which nothing here says anything may have every right on AWS.
  const isOpen =
    policies?.identity === undefined &&
    decision.decision === 'NotAllowed' &&
    decision.kind === 'identity-based policy';
  return {
    roleArn,
    executionId: caller.use.executionId ?? '',
    actionExecutionId: caller.use.actionExecutionId ?? '',
    principal: caller.arn,
    action: right.action,
    resource: right.resource ?? '*',
    conditionKeys: keptKeys(right),
    decision: isOpen ? 'NotEvaluated' : decision.decision,
    why: decision.decision === 'Allowed' ? '' : refusalText(caller.arn, right, decision),
    lastAt: now,
  };
}

/** What a policy should be narrowed by. */
function keptKeys({ context = {} }: NeededRight): string {
  const service = context['iam:PassedToService'];
  return service === undefined ? '' : JSON.stringify({ 'iam:PassedToService': service[0] });
}

function firstRefusal(asked: AskedCall, decided: readonly Decided[]): AwsError | undefined {
  for (const { right, decision } of decided)
    if (decision.decision !== 'Allowed')
      return accessDenied(asked, refusalText(asked.call.caller.arn, right, decision));
  return undefined;
}
