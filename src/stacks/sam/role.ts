// The role that a function or a state machine runs with, when the template gives none.
import { branchesOf, isFunction, isIf, isNoValue } from './functions.ts';
import { copyOf, isMap, isSame, isTruthy, listOf, type Json, type JsonMap, type Optional } from './json.ts';
import { managedPolicyArn, type SamContext } from './context.ts';
import { managedPolicyPath } from './managed-policies.ts';
import { generated, type Generated } from './resource.ts';
import { SamError, structureError } from './sam-error.ts';
import { isPolicyTemplate, policyFromTemplate } from './policy-templates.ts';

type PolicyType = 'managed' | 'statement' | 'template' | 'unknown';

/** Templates become statements. @throws SamError */
export function expandedPolicies(policies: Optional, logicalId: string): readonly Json[] {
  if (!isTruthy(policies)) return [];
  return listOf(policies).map((policy) => {
    if (typeOf(policy) !== 'template' || !isMap(policy)) return policy;
    if (!isIf(policy)) return policyFromTemplate(policy, logicalId);
    const { condition, taken, other } = branchesOf(policy, 'Policies', logicalId);
    const filled = (branch: Json): Json =>
      isNoValue(branch) || !isMap(branch) ? branch : policyFromTemplate(branch, logicalId);
    return { 'Fn::If': [condition, filled(taken), filled(other)] };
  });
}

function typeOf(policy: Json): PolicyType {
  if (typeof policy === 'string') return 'managed';
  if (isIf(policy)) {
    const { taken, other } = branchesOf(policy, 'Policies', '');
    const [first, second] = [typeOf(taken), typeOf(other)];
    if (first === second || isNoValue(other)) return first;
    if (isNoValue(taken)) return second;
    throw structureError(
      'Different policy types within the same Fn::If statement is unsupported. Separate different policy types into different Fn::If statements',
    );
  }
  if (isFunction(policy)) return 'managed';
  if (isMap(policy) && Object.hasOwn(policy, 'Statement')) return 'statement';
  return isPolicyTemplate(policy) ? 'template' : 'unknown';
}

export interface RoleOf {
  readonly logicalId: string;
  readonly attributes: JsonMap;
  readonly assumed: Json;
  readonly policies: Optional;
  /** In front of those of the template. */
  readonly managed: readonly Json[];
  readonly documents: readonly JsonMap[];
  readonly path: Optional;
  readonly boundary: Optional;
  readonly tags: Json[];
}

/** @throws SamError, SamTemplateError */
export function roleOf(of: RoleOf, context: SamContext): Generated {
  const id = `${of.logicalId}Role`;
  const arns: Json[] = [...of.managed];
  const documents: Json[] = [...of.documents];
  for (const [index, policy] of expandedPolicies(of.policies, of.logicalId).entries()) {
    const named = (document: Json): Json =>
      isNoValue(document) ? document : { PolicyName: `${id}Policy${index}`, PolicyDocument: document };
    const asArn = (name: Json): Json => (typeof name === 'string' ? arnOf(name, context) : name);
    switch (typeOf(policy)) {
      case 'statement':
        documents.push(inBranches(policy, named));
        break;
      case 'managed': {
        const arn = inBranches(policy, asArn);
        if (!arns.some((each) => isSame(each, arn))) arns.push(arn);
        break;
      }
      default:
        throw new SamError(of.logicalId, `Policy at index ${index} in the 'Policies' property is not valid`);
    }
  }
  return generated(
    { id, type: 'AWS::IAM::Role' },
    {
      AssumeRolePolicyDocument: of.assumed,
      ManagedPolicyArns: arns,
      Path: of.path,
      Policies: documents.length === 0 ? undefined : documents,
      PermissionsBoundary: of.boundary,
      Tags: of.tags,
    },
    { attributes: of.attributes },
  );
}

function inBranches(policy: Json, change: (value: Json) => Json): Json {
  if (!isIf(policy)) return change(policy);
  const { condition, taken, other } = branchesOf(copyOf(policy), 'Policies', '');
  return { 'Fn::If': [condition, change(taken), change(other)] };
}

/** A name that AWS does not know goes through as it is, and IAM refuses it. */
function arnOf(name: string, context: SamContext): string {
  const path = managedPolicyPath(name);
  return path === undefined ? name : managedPolicyArn(path, context);
}
