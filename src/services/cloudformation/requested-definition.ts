// From what a caller gives to what a stack is to be: the template read and checked, its parameters chosen and resolved, its
// capabilities asked for. Nothing is touched before all of it is right.
import { defined } from '../../lib/defined.ts';
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { checkTemplate } from '../../stacks/template/check-template.ts';
import { positionText } from '../../stacks/template/parse-template.ts';
import type { Template } from '../../stacks/template/template.ts';
import { failuresOfValues } from '../../stacks/template/check-values.ts';
import {
  givenProperties,
  knownIn,
  lookupFailure,
  targetOf,
  type StackPlace,
  type Target,
} from '../../stacks/target.ts';
import {
  chooseParameters,
  constraintFailure,
  isOfSsm,
  type GivenParameter,
  type StackParameter,
} from '../../stacks/values/parameters.ts';
import { ruleFailure } from '../../stacks/values/rules.ts';
import { EvaluationError } from '../../stacks/values/scope.ts';
import type { Stack, StackDefinition } from '../../stacks/stack.ts';
import { entryOf } from '../../lib/node.ts';
import { refuse, type ServiceCall } from '../service.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { invalid } from './errors.ts';
import { handlerOf, isExecutedType } from './handlers.ts';
import { keptTemplate } from './kept-templates.ts';
import { executedTransforms, fullyProcessedText, isTransformed } from './process-template.ts';
import { storeOf } from './find-stack.ts';
import { callsOf, textAt } from './text-at.ts';
import { refusedProperty } from './refused-properties.ts';
import { textIn } from './resource-type.ts';

type Shapes = CloudFormationApi['shapes'];

export interface GivenTemplate {
  readonly TemplateBody?: string;
  readonly TemplateURL?: string;
}

/** The text of the template. @throws AwsError */
export async function templateText(
  { TemplateBody, TemplateURL }: GivenTemplate,
  call: ServiceCall,
): Promise<string | undefined> {
  if (TemplateBody !== undefined) return TemplateBody;
  if (TemplateURL === undefined) return undefined;
  const [, host] = /^s3:\/\/([^/]*)/.exec(TemplateURL) ?? [];
  if (host !== undefined)
    throw invalid(`S3 error: Domain name specified in ${host} is not a valid S3 domain`);
  return await textAt(TemplateURL, call);
}

/** @throws AwsError with the first thing that is wrong, in CloudFormation's words */
export function checkedTemplate(text: string, macros: Iterable<string> = []): Template {
  const file = { path: 'template', text };
  const { template, problems } = keptTemplate(text);
  const all = [
    ...problems,
    ...(template === undefined
      ? []
      : checkTemplate(template, {
          isExecuted: isExecutedType,
          transforms: new Set([...executedTransforms(), ...macros]),
        })),
  ];
  const first = all.find(({ severity }) => severity === 'error');
  if (first === undefined && template !== undefined) return template;
  if (first === undefined) throw invalid('Template format error: unsupported structure.');
  // What only Slipway refuses says where it stands: AWS's texts are matched by tools as they are.
  const place =
    first.code === 'TemplateNotExecuted' && first.at !== undefined
      ? ` (${positionText(file, first.at)})`
      : '';
  throw invalid(`${first.message}${place}`);
}

export interface Requested {
  readonly definition: StackDefinition;
  readonly target: Target;
}

export interface DefinitionInput extends GivenTemplate {
  readonly UsePreviousTemplate?: boolean;
  readonly Parameters?: readonly Shapes['Parameter'][];
  readonly Tags?: readonly Shapes['Tag'][];
  readonly Capabilities?: readonly string[];
  readonly ResourceTypes?: readonly string[];
}

export interface RequestedBy {
  readonly place: StackPlace;
  /** The stack that is updated. */
  readonly previous?: Stack;
  /** Without a change set that shows what transforms make: the caller has to allow them. */
  readonly isDirect?: boolean;
}

/** @throws AwsError */
export async function requestedDefinition(
  input: DefinitionInput,
  call: ServiceCall,
  { place, previous, isDirect = false }: RequestedBy,
): Promise<Requested> {
  const original =
    input.UsePreviousTemplate === true ? originalOf(previous) : await templateText(input, call);
  if (original === undefined) throw invalid('Either Template URL or Template Body must be specified.');
  if (input.TemplateBody !== undefined && Buffer.byteLength(input.TemplateBody) > 51_200)
    throw invalid(
      `1 validation error detected: Value '${input.TemplateBody}' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200`,
    );
  const text = await transformed(original, { input, call, previous, isDirect });
  const template = checkedTemplate(text);
  const chosen = chooseParameters(
    template,
    (input.Parameters ?? []).map(givenParameter),
    previous?.definition?.parameters ?? [],
  );
  if ('message' in chosen) throw invalid(chosen.message);
  const parameters = await resolvedParameters(template, chosen, call);
  const target = checkedTarget(template, parameters, place);
  refuseProperties(target);
  refuseValues(target);
  await refuseByHandlers(target, call);
  checkCapabilities(target, input.Capabilities ?? []);
  checkAllowedTypes(target, input.ResourceTypes);
  const tags = tagsOf(input.Tags) ?? previous?.definition?.tags ?? {};
  const kept = text === original ? {} : { originalText: original };
  return { definition: { templateText: text, ...kept, parameters, tags }, target };
}

/** Of a template whose transform has failed: its text as it was given, and no resource. @throws AwsError */
export async function untransformed(input: DefinitionInput, call: ServiceCall): Promise<StackDefinition> {
  return {
    templateText: '{"Resources": {}}',
    ...defined({ originalText: await templateText(input, call) }),
    parameters: [],
    tags: tagsOf(input.Tags) ?? {},
  };
}

function tagsOf(tags: DefinitionInput['Tags']): Readonly<Record<string, string>> | undefined {
  return tags === undefined ? undefined : Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

function originalOf(stack: Stack | undefined): string | undefined {
  return stack?.definition?.originalText ?? stack?.definition?.templateText;
}

interface TransformedBy {
  readonly input: DefinitionInput;
  readonly call: ServiceCall;
  readonly previous: Stack | undefined;
  readonly isDirect: boolean;
}

async function transformed(
  original: string,
  { input, call, previous, isDirect }: TransformedBy,
): Promise<string> {
  if (isTransformed(original) && isDirect && !(input.Capabilities ?? []).includes('CAPABILITY_AUTO_EXPAND'))
    throw refuse<CloudFormationApi>(
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_AUTO_EXPAND]',
    );
  const before = new Map(previous?.definition?.parameters.map(({ key, value }) => [key, value]));
  const parameters = (input.Parameters ?? []).flatMap((each) => {
    const { ParameterKey: key = '', ParameterValue, UsePreviousValue } = each;
    const value = UsePreviousValue === true ? before.get(key) : ParameterValue;
    return value === undefined ? [] : [[key, value] as const];
  });
  const { account, region, partition } = call.place;
  const of = { parameters: Object.fromEntries(parameters), region, partition, now: call.now };
  return await fullyProcessedText(original, of, {
    store: storeOf(call),
    account,
    region,
    call: callsOf(call),
    textAt: async (location) => textAt(location, call),
  });
}

function givenParameter({
  ParameterKey = '',
  ParameterValue,
  UsePreviousValue,
}: Shapes['Parameter']): GivenParameter {
  return {
    key: ParameterKey,
    ...defined({ value: ParameterValue }),
    ...(UsePreviousValue === true ? { usePrevious: true } : {}),
  };
}

/** Read anew by every operation (CloudFormation user guide, "SSM parameter types"). */
async function resolvedParameters(
  template: Template,
  chosen: readonly StackParameter[],
  call: ServiceCall,
): Promise<readonly StackParameter[]> {
  const calls = callsOf(call);
  const resolved = await Promise.all(
    chosen.map(async (parameter) => {
      const type = template.parameters.get(parameter.key)?.type ?? '';
      if (!isOfSsm(type)) return parameter;
      return { ...parameter, resolved: await ssmValue(parameter.value, calls) };
    }),
  );
  for (const parameter of resolved) {
    const declaration = template.parameters.get(parameter.key);
    const failure = declaration === undefined ? undefined : constraintFailure(declaration, parameter);
    if (failure !== undefined) throw invalid(failure);
  }
  return resolved;
}

async function ssmValue(name: string, calls: CallAws): Promise<string> {
  try {
    const answer = await calls('ssm', 'GetParameter', { Name: name });
    if (textIn(answer, 'Parameter', 'Type') === 'SecureString')
      throw invalid(
        `Parameters [${name}] referenced by template have types not supported by CloudFormation.`,
      );
    return textIn(answer, 'Parameter', 'Value');
  } catch (error) {
    if (error instanceof CallRefused && /NotFound/.test(error.code))
      throw invalid(`Unable to fetch parameters [${name}] from parameter store for this account.`);
    throw error;
  }
}

/** Those that no call takes, by name and line, before anything is touched: they would be parsed and ignored. */
function refuseProperties(target: Target): void {
  for (const resource of target.active.values()) {
    const known = isExecutedType(resource.type) ? handlerOf(resource.type).properties : undefined;
    const other = givenIn(resource, target).find(({ key }) => known?.includes(key) === false);
    if (other === undefined) continue;
    const { logicalId, type } = resource;
    const place = positionText(target.template.file, other.keyPlace);
    throw invalid(
      `Slipway does not execute the property ${other.key} of resources of type ${type} on this machine (${logicalId}, ${place})`,
    );
  }
}

/** What AWS's schema of a type does not allow within its properties: its resource would fail in the midst of the operation. */
function refuseValues(target: Target): void {
  const known = knownIn(target);
  for (const resource of target.active.values()) {
    const [first] = failuresOfValues(resource, known);
    if (first !== undefined)
      throw invalid(`${first.message} (${positionText(target.template.file, first.at)})`);
  }
}

async function refuseByHandlers(target: Target, { place }: ServiceCall): Promise<void> {
  for (const resource of target.active.values()) {
    const refused = await refusedProperty(resource, target, place);
    if (refused !== undefined)
      throw invalid(
        `${refused.message} (${resource.logicalId}, ${positionText(target.template.file, refused.at)})`,
      );
  }
}

/** What cannot be evaluated is refused by what evaluates it. */
function givenIn(...of: Parameters<typeof givenProperties>): ReturnType<typeof givenProperties> {
  try {
    return givenProperties(...of);
  } catch (error) {
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

function checkedTarget(template: Template, parameters: readonly StackParameter[], place: StackPlace): Target {
  const { target, problems } = targetOf(template, parameters, place);
  const [first] = problems;
  if (first !== undefined || target === undefined) throw invalid(first?.message ?? 'Template format error');
  try {
    const failure = lookupFailure(target) ?? ruleFailure(template, target.values);
    if (failure !== undefined) throw invalid(failure);
  } catch (error) {
    if (error instanceof EvaluationError) throw invalid(error.message);
    throw error;
  }
  return target;
}

/** The capabilities that a template asks for (CloudFormation user guide, "Acknowledging IAM resources"). */
export function neededCapabilities(
  resources: Iterable<Template['resources'] extends ReadonlyMap<string, infer R> ? R : never>,
) {
  const iam = [...resources].filter(({ type }) => isExecutedType(type) && handlerOf(type).isIam === true);
  const named = iam.filter(({ type, properties }) => {
    const name = handlerOf(type).name?.property;
    return name !== undefined && entryOf(properties, name) !== undefined;
  });
  const capability = named.length > 0 ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
  return iam.length === 0 ? undefined : { capability, types: [...new Set(iam.map(({ type }) => type))] };
}

function checkCapabilities({ active }: Target, given: readonly string[]): void {
  const needed = neededCapabilities(active.values());
  if (needed === undefined || given.includes('CAPABILITY_NAMED_IAM') || given.includes(needed.capability))
    return;
  throw refuse<CloudFormationApi>(
    'InsufficientCapabilitiesException',
    `Requires capabilities : [${needed.capability}]`,
  );
}

function checkAllowedTypes({ active }: Target, allowed: readonly string[] | undefined): void {
  if (allowed === undefined) return;
  const fits = (type: string) =>
    allowed.some((pattern) =>
      pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type,
    );
  const refused = [...active.values()].find(({ type }) => !fits(type));
  if (refused !== undefined)
    throw invalid(
      `Resource type ${refused.type} is not allowed by parameter ResourceTypes [${allowed.join(', ')}]`,
    );
}

export function checkName(
  name: string,
  kind: 'stackName' | 'changeSetName' | 'stackSetName' = 'stackName',
): void {
  if (/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) return;
  throw invalid(
    `1 validation error detected: Value '${name}' at '${kind}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
  );
}
