// What services of AWS call with the roles that they were given, and do on this machine by other ways than AWS's API: held
// against the roles as every call is, and recorded. `POST /_slipway/service-calls` asks before it is done.
import { text as textOf } from 'node:stream/consumers';
import { sessionOfRole } from '../account/principals.ts';
import type { IamCall } from '../account/iam-calls.ts';
import type { Caller, Principal } from '../account/sessions.ts';
import { defined } from '../lib/defined.ts';
import { evaluateRequest, type IamDecision } from '../model/iam/evaluate.ts';
import { parseArn } from '../model/arn.ts';
import type { RolePolicies } from '../model/iam/role-policies.ts';
import type { AwsPlace } from '../model/place.ts';
import { asPattern, unknownCharacter, unknownResource, unknownText } from '../model/policy-pattern.ts';
import type { Right } from '../model/rights/right.ts';
import type { AskedServiceCalls, AnsweredServiceCalls } from '../model/rights/service-calls-shape.ts';
import { roleInProfile } from './behind/moto-policies.ts';
import { refusalText } from './access-denied.ts';
import type { DataPlane } from './data-plane.ts';
import { groupNameIn, isCreatedGroup } from './codebuild/report-groups.ts';
import { openIamRecorder } from './iam-recorder.ts';
import { iamRequest } from './iam-request.ts';
import { policiesOfRole, trustOfRole } from './policies-of-role.ts';
import { logsOf } from './logs/stored-logs.ts';
import { resourcePolicy } from './resource-policy.ts';
import type { Ground } from './service.ts';
import { refusedAssumption } from './service-trust.ts';

export const serveServiceCalls: DataPlane = async (incoming, response, ground) => {
  const asked = JSON.parse(await textOf(incoming)) as AskedServiceCalls;
  const body = JSON.stringify(await holdServiceCalls(asked, ground));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

interface Held {
  readonly asked: AskedServiceCalls;
  readonly ground: Ground;
  readonly principal: Principal;
  readonly place: AwsPlace;
  readonly policies: RolePolicies | undefined;
  readonly now: number;
}

/** The first that AWS would refuse, where the session is held to its role. All is recorded. */
export async function holdServiceCalls(
  given: AskedServiceCalls,
  ground: Ground,
): Promise<AnsweredServiceCalls> {
  const asked = { ...given, roleArn: await roleInProfile(ground, given.roleArn) };
  const principal = sessionOfRole(asked.roleArn, asked.sessionName);
  if (principal === undefined) return {};
  const { account, partition } = principal;
  const place = { partition, account, region: asked.region };
  const name = asked.roleArn.slice(asked.roleArn.lastIndexOf('/') + 1);
  const policies = await policiesOfRole(ground, { name, place });
  const held: Held = { asked, ground, principal, place, policies, now: Date.now() };
  const untrusted = await refusedTrust(held);
  const decided: Decided[] = [];
  for (const right of asked.rights) decided.push(...(await decideRight(right, held)));
  const calls = decided.map((each) => recorded(each, held));
  ground.keep(openIamRecorder).record(untrusted === undefined ? calls : [untrusted, ...calls]);
  if (untrusted !== undefined) return { untrusted: untrusted.why };
  const refused = asked.use.iam === 'enforce' ? decided.find(isRefused) : undefined;
  if (refused === undefined) return {};
  return { refused: { action: refused.action, message: textIn(refused, held) } };
}

async function refusedTrust({ asked, ground, place, policies, now }: Held): Promise<IamCall | undefined> {
  const { service, roleArn, region, use, sourceArn } = asked;
  if (service === undefined) return undefined;
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const trust = policies?.trust ?? (await trustOfRole(ground, { name, place }));
  return refusedAssumption({ roleArn, service, region, use, now, ...defined({ sourceArn }) }, trust);
}

interface Decided {
  readonly action: string;
  /** Undefined when it is not known. */
  readonly resource: string | undefined;
  /** As it is recorded. */
  readonly shown: string;
  readonly context?: Right['context'];
  readonly decision: IamDecision;
}

function isRefused({ decision }: Decided): boolean {
  return decision.decision !== 'Allowed';
}

/** Of different spellings of one thing the first that is allowed. */
async function decideRight(right: Right, held: Held): Promise<readonly Decided[]> {
  const all: Decided[] = [];
  const needed = right.actions.filter((each) => !isAlreadyThere(each, right, held));
  for (const action of needed) {
    const decided: Decided[] = [];
    for (const resource of right.resources) decided.push(await decide(action, { resource, right }, held));
    const first = right.anyOf === true ? (decided.find((each) => !isRefused(each)) ?? decided[0]) : undefined;
    all.push(...(first === undefined ? decided : [first]));
  }
  return all;
}

/** Groups of logs and of reports are only created where writing to them finds none. */
function isAlreadyThere(action: string, { resources }: Right, held: Held): boolean {
  if (action === 'logs:CreateLogGroup') return resources.some((arn) => hasLogGroup(arn, held));
  if (action === 'codebuild:CreateReportGroup') return resources.some((arn) => hasReportGroup(arn, held));
  return false;
}

function hasLogGroup(arn: string, { ground, principal: { account } }: Held): boolean {
  const { region = '', resource = '' } = parseArn(arn) ?? {};
  const name = resource.replace(/^log-group:/, '').replace(/:\*$/, '');
  return logsOf({ ground }).group({ account, region, name }) !== undefined;
}

function hasReportGroup(arn: string, { ground, place }: Held): boolean {
  const { region = '' } = parseArn(arn) ?? {};
  return isCreatedGroup({ ground, place: { ...place, region } }, groupNameIn(arn));
}

async function decide(
  action: string,
  { resource, right }: { readonly resource: string; readonly right: Right },
  { asked, principal, place, ground, policies, now }: Held,
): Promise<Decided> {
  const isKnown = ![unknownText, unknownResource, unknownCharacter].some((sign) => resource.includes(sign));
  const { context } = right;
  const all = Object.entries(context ?? {});
  const values = all.flatMap(([key, value]) =>
    value.includes(unknownText) ? [] : [[key, [value]] as const],
  );
  const open = new Set(
    all.flatMap(([key, value]) => (value.includes(unknownText) ? [key.toLowerCase()] : [])),
  );
  const needed = {
    action,
    resource: isKnown ? resource : undefined,
    context: Object.fromEntries(values),
  };
  const caller: Caller = {
    ...principal,
    credentials: { accessKeyId: '', secretAccessKey: '' },
    use: asked.use,
  };
  const asRequested = iamRequest(needed, { caller, place, now });
  const isKnownKey = (key: string) => !open.has(key) && asRequested.isKnownKey(key);
  const request = { ...asRequested, isKnownKey };
  const ofResource = isKnown ? await resourcePolicy(needed, { ground, place }) : {};
  const decision = evaluateRequest(request, { identity: [], ...policies, ...ofResource });
  return { action, resource: needed.resource, shown: asPattern(resource), decision, ...defined({ context }) };
}

function textIn({ action, shown, decision }: Decided, { principal }: Held): string {
  return decision.decision === 'Allowed'
    ? ''
    : refusalText(principal.arn, { action, resource: shown }, decision);
}

function recorded(decided: Decided, held: Held): IamCall {
  const { asked, principal, policies, now } = held;
  const { action, shown, decision, context = {} } = decided;
  const passed = context['iam:PassedToService'];
  const isOpen = policies === undefined && decision.decision === 'NotAllowed';
  return {
    roleArn: asked.roleArn,
    executionId: asked.use.executionId ?? '',
    actionExecutionId: asked.use.actionExecutionId ?? '',
    principal: principal.arn,
    action,
    resource: shown,
    conditionKeys: passed === undefined ? '' : JSON.stringify({ 'iam:PassedToService': passed }),
    decision: isOpen ? 'NotEvaluated' : decision.decision,
    why: textIn(decided, held),
    lastAt: now,
  };
}
