// Usage plans and keys of REST APIs: one for an API, or one that several share.
import { orOf, ref } from './functions.ts';
import { compact, isMap, isSame, isTruthy, type Json, type JsonMap, type Optional } from './json.ts';
import { conditionsOf, type SamContext, type SharedUsagePlan } from './context.ts';
import { generated, type Generated } from './resource.ts';
import { SamError } from './sam-error.ts';

export function emptyUsagePlan(): SharedUsagePlan {
  return {
    apis: [],
    stages: [],
    keys: [],
    conditions: new Set(),
    isUnconditional: false,
    deletionPolicy: undefined,
    replacePolicy: undefined,
  };
}

const planProperties = ['CreateUsagePlan', 'Description', 'Quota', 'Tags', 'Throttle', 'UsagePlanName'];

export interface PlannedApi {
  readonly apiId: string;
  readonly stageId: string;
  readonly attributes: JsonMap;
  readonly plan: Optional;
  readonly context: SamContext;
}

/** @throws SamError */
export function usagePlanOf({ apiId, stageId, attributes, plan, context }: PlannedApi): readonly Generated[] {
  if (plan === undefined) return [];
  if (!isMap(plan)) throw new SamError(apiId, "'UsagePlan' must be a dictionary");
  if (Object.keys(plan).some((name) => !planProperties.includes(name)))
    throw new SamError(apiId, "Invalid property for 'UsagePlan'");
  const kind = plan['CreateUsagePlan'];
  if (kind === undefined) throw new SamError(apiId, "'CreateUsagePlan' is a required field for UsagePlan.");
  if (kind !== 'SHARED' && kind !== 'PER_API' && kind !== 'NONE')
    throw new SamError(apiId, "'CreateUsagePlan' accepts one of ['SHARED', 'PER_API', 'NONE'].");
  if (kind === 'NONE') return [];
  const stage = { ApiId: ref(apiId), Stage: ref(stageId) };
  const key = { RestApiId: ref(apiId), StageName: ref(stageId) };
  const described = Object.fromEntries(
    planProperties.slice(1).map((name) => [name, isTruthy(plan[name]) ? plan[name] : undefined]),
  );
  if (kind === 'PER_API')
    return resources({ prefix: apiId, needs: [apiId], stages: [stage], keys: [key], described, attributes });
  const { usagePlan } = context;
  if (!usagePlan.apis.includes(apiId)) usagePlan.apis.push(apiId);
  if (!usagePlan.stages.some((each) => isSame(each, stage))) usagePlan.stages.push(stage);
  if (!usagePlan.keys.some((each) => isSame(each, key))) usagePlan.keys.push(key);
  return resources({
    prefix: 'Serverless',
    needs: usagePlan.apis,
    stages: usagePlan.stages,
    keys: usagePlan.keys,
    described,
    attributes: sharedAttributes(attributes, context),
  });
}

interface PlanParts {
  readonly prefix: string;
  readonly needs: readonly string[];
  readonly stages: readonly JsonMap[];
  readonly keys: readonly JsonMap[];
  readonly described: Readonly<Record<string, Optional>>;
  readonly attributes: JsonMap;
}

function resources({ prefix, needs, stages, keys, described, attributes }: PlanParts): readonly Generated[] {
  const [planId, keyId] = [`${prefix}UsagePlan`, `${prefix}ApiKey`];
  return [
    generated(
      { id: planId, type: 'AWS::ApiGateway::UsagePlan' },
      { ApiStages: [...stages], ...described },
      { attributes, dependsOn: [...needs] },
    ),
    generated(
      { id: keyId, type: 'AWS::ApiGateway::ApiKey' },
      { Enabled: true, StageKeys: [...keys] },
      { attributes, dependsOn: [planId] },
    ),
    generated(
      { id: `${prefix}UsagePlanKey`, type: 'AWS::ApiGateway::UsagePlanKey' },
      { KeyId: ref(keyId), KeyType: 'API_KEY', UsagePlanId: ref(planId) },
      { attributes, dependsOn: [keyId] },
    ),
  ];
}

const sharedCondition = 'SharedUsagePlanCondition';

/** It is there when any of the APIs is, and kept when any is kept. */
function sharedAttributes(attributes: JsonMap, context: SamContext): JsonMap {
  const { usagePlan } = context;
  const deletion = attributes['DeletionPolicy'];
  if (isTruthy(deletion) && (usagePlan.deletionPolicy === undefined || deletion === 'Retain'))
    usagePlan.deletionPolicy = deletion;
  usagePlan.replacePolicy = stronger(usagePlan.replacePolicy, attributes['UpdateReplacePolicy']);
  noteCondition(attributes['Condition'], context);
  return compact({
    DeletionPolicy: usagePlan.deletionPolicy,
    UpdateReplacePolicy: usagePlan.replacePolicy,
    Condition: usagePlan.conditions.size > 0 && !usagePlan.isUnconditional ? sharedCondition : undefined,
  });
}

function stronger(before: Optional, policy: Optional): Optional {
  if (!isTruthy(policy)) return before;
  if (before === undefined || policy === 'Retain' || (policy === 'Snapshot' && before === 'Delete'))
    return policy;
  return before;
}

function noteCondition(condition: Optional, context: SamContext): void {
  const { usagePlan } = context;
  if (usagePlan.isUnconditional) return;
  if (typeof condition !== 'string') {
    usagePlan.isUnconditional = true;
    if (context.template['Conditions'] !== undefined) delete conditionsOf(context)[sharedCondition];
    return;
  }
  usagePlan.conditions.add(condition);
  const names = [...usagePlan.conditions];
  const shared: Json = names.length === 1 ? condition : orOf(names);
  conditionsOf(context)[sharedCondition] = shared;
}
