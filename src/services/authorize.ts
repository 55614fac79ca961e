// IAM before an operation: what the call needs is held against the policies of the caller's role, and recorded. What AWS
// would refuse is refused when the session says so, else reported. Source: IAM user guide, "Policy evaluation logic".
import { defined } from '../lib/defined.ts';
import type { AwsError } from '../aws/wire/aws-error.ts';
import type { CalledOperation, NeededRight } from '../aws/iam/needed-right.ts';
import type { PolicyDocument } from '../model/policy.ts';
import { passedRoles } from '../aws/iam/passed-roles.ts';
import { rightsOfCall } from '../aws/iam/rights-of-call.ts';
import type { Values } from '../aws/wire/message.ts';
import { serviceNames } from '../aws/service-model.ts';
import type { IamCall } from '../account/iam-calls.ts';
import { heldTo, sessionOfRole } from '../account/principals.ts';
import type { Caller } from '../account/sessions.ts';
import { evaluateRequest, type IamDecision, type PoliciesOfRequest } from '../model/iam/evaluate.ts';
import { roleInProfile } from './behind/moto-policies.ts';
import { accessDenied, refusalText } from './access-denied.ts';
import { openIamRecorder } from './iam-recorder.ts';
import { iamRequest } from './iam-request.ts';
import { policiesOfRole } from './policies-of-role.ts';
import { holdPassedRoles } from './passed-role-trust.ts';
import { resourcePolicy } from './resource-policy.ts';
import { sessionPolicies } from './session-policies.ts';
import type { ServiceCall } from './service.ts';
import { askedOfStack } from './stack-calls.ts';

export interface AskedCall {
  /** As botocore calls it. */
  readonly service: string;
  readonly signingName: string;
  readonly operation: string;
  /** By the model's names; undefined where there is no model of it. */
  readonly input: Values | undefined;
  readonly protocol: string;
  readonly call: Pick<ServiceCall, 'caller' | 'place' | 'now' | 'ground'>;
  /** Of the request. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * The user of this machine may do everything. Throws what AWS answers when the session is held to its role's policies, or gives
 * a service a role that does not let it in.
 */
export async function authorize(given: AskedCall): Promise<void> {
  const asked = { ...given, call: { ...given.call, caller: await callerInRole(given.call) } };
  const roleArn = heldTo(asked.call.caller);
  const operation = calledOperation(asked);
  if (roleArn !== undefined) {
    const isAsked = askedOfStack(asked.call.ground, asked.headers);
    const rights = rightsOf(asked, operation).filter(({ action }) => isAsked(action));
    await holdToPolicies(asked, rights, roleArn);
  }
  if (operation !== undefined) await holdPassedRoles(asked.call, passedRoles(operation));
}

/** Programs of an instance call with the role that its profile has. */
async function callerInRole({ caller, ground }: AskedCall['call']): Promise<Caller> {
  if (caller.roleArn === undefined) return caller;
  const roleArn = await roleInProfile(ground, caller.roleArn);
  if (roleArn === caller.roleArn) return caller;
  return { ...caller, ...sessionOfRole(roleArn, caller.arn.slice(caller.arn.lastIndexOf('/') + 1)) };
}

/** Undefined where there is no model of it. */
function calledOperation({ service, operation, input, call }: AskedCall): CalledOperation | undefined {
  const known = serviceNames.find((name) => name === service);
  return known === undefined || input === undefined
    ? undefined
    : { service: known, operation, input, place: call.place, ...defined({ limits: call.caller.limits }) };
}

function rightsOf(
  { signingName, operation }: AskedCall,
  known: CalledOperation | undefined,
): readonly NeededRight[] {
  return known === undefined
    ? [{ action: `${signingName}:${operation}`, resource: undefined }]
    : rightsOfCall(known);
}

async function holdToPolicies(
  asked: AskedCall,
  rights: readonly NeededRight[],
  roleArn: string,
): Promise<void> {
  const { caller, ground } = asked.call;
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
