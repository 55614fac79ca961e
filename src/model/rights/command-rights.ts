// What commands call of AWS by its command line, which they do with the role of the build. What programs call themselves
// cannot be seen. Sources: AWS CLI command reference; service authorization reference (the prefix of each service).
import { rightsOfCall } from '../../aws/iam/rights-of-call.ts';
import {
  membersOf,
  serviceModel,
  serviceNames,
  shapeIn,
  structureIn,
  type ServiceModel,
  type ServiceName,
} from '../../aws/service-model.ts';
import { ownValue } from '../../lib/own-value.ts';
import { unknownResource } from '../policy-pattern.ts';
import type { Where } from './arns.ts';
import { assignedVariables, cliCalls, type CliCall, type ShellVariables } from './cli-calls.ts';
import { copyRights } from './copy-rights.ts';
import { waitedOperation } from './cli-waits.ts';
import type { Derived } from './rights-request.ts';
import { openRight, right, type Right } from './right.ts';

/** @param variables what the build sets of its environment */
export function calledBy(commands: readonly string[], where: Where, variables: ShellVariables = {}): Derived {
  const given = { AWS_REGION: where.region, AWS_DEFAULT_REGION: where.region, ...variables };
  const known = assignedVariables(commands, given);
  const rights = commands
    .flatMap((command) => cliCalls(command, known))
    .flatMap((each) => rightsOfCli(each, placeOf(each, where)));
  const open = rights.filter(({ isOpen }) => isOpen === true).flatMap(({ actions }) => actions);
  if (open.length === 0) return { rights };
  const names = [...new Set(open)].toSorted().join(', ');
  return { rights, note: `Allow ${names} on what the commands name.` };
}

function placeOf({ options }: CliCall, where: Where): Where {
  const region = options.get('region')?.[0];
  return region === undefined || region === unknownResource ? where : { ...where, region };
}

function rightsOfCli(call: CliCall, where: Where): readonly Right[] {
  const { service, operation, options } = call;
  if (service === 's3') return copyRights(call, where);
  if (offline.has(service) || operation === 'help') return [];
  const waited = operation.startsWith('wait ') ? waitedOperation(service, operation.slice(5)) : operation;
  if (waited === undefined) return [];
  const composed = ownValue(compositions, `${service} ${waited}`);
  if (composed !== undefined)
    return composed.flatMap(([name, as = {}]) => {
      const renamed = [...options].map(
        ([option, values]) => [ownValue(as, option) ?? option, values] as const,
      );
      return operationRights({ ...call, operation: name, options: new Map(renamed) }, where);
    });
  return operationRights({ ...call, operation: waited }, where);
}

/** By AWS's model of the service, where it is here; else the action alone is known. */
function operationRights({ service, operation, options }: CliCall, where: Where): readonly Right[] {
  const [prefix, name] = operation.includes(':') ? operation.split(':') : [service, operation];
  const modelled = serviceNames.find((each) => each === (ownValue(models, prefix ?? '') ?? prefix));
  const model = modelled && serviceModel(modelled);
  const known = model && Object.keys(model.operations).find((each) => isSameName(each, name ?? ''));
  if (modelled === undefined || model === undefined || known === undefined)
    return [unmodelledRight(prefix ?? '', name ?? '')];
  const input = inputOf(model, known, options);
  return rightsOfCall({ service: modelled, operation: known, input, place: where }).map(
    ({ action, resource, context }) => {
      if (resource === undefined || resource.includes(unknownResource)) return openRight(action);
      const to = context?.['iam:PassedToService']?.[0];
      return {
        actions: [action],
        resources: [resource],
        ...(to === undefined ? {} : { context: { 'iam:PassedToService': to } }),
      };
    },
  );
}

/** Nearly no describing action of EC2 can be held to a resource, and its others to many kinds. */
function unmodelledRight(service: string, operation: string): Right {
  const action = `${ownValue(prefixes, service) ?? service}:${capitalised(operation)}`;
  return action.startsWith('ec2:Describe') ? right(action, '*') : openRight(action);
}

/** `get-parameters-by-path` is GetParametersByPath, `describe-db-clusters` DescribeDBClusters. */
function isSameName(operation: string, typed: string): boolean {
  return operation.toLowerCase() === typed.replaceAll('-', '').toLowerCase();
}

function capitalised(typed: string): string {
  return typed
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
}

/** The texts and the lists of texts among the members of the input. */
function inputOf(
  model: ServiceModel,
  operation: string,
  options: CliCall['options'],
): Readonly<Record<string, unknown>> {
  const structure = model.operations[operation]?.input;
  if (structure === undefined) return {};
  return Object.fromEntries(
    membersOf(structureIn(model, structure)).flatMap(
      ([member, reference]): readonly (readonly [string, unknown])[] => {
        const given = [...options].find(([name]) => isSameName(member, name))?.[1] ?? [];
        if (given.length === 0) return [];
        const { type } = shapeIn(model, reference);
        const values = given.map(valueOf);
        if (type === 'list') return [[member, values]];
        return type === 'string' ? [[member, values[0]]] : [];
      },
    ),
  );
}

/** The content of a file is not the command's text. */
function valueOf(text: string): string {
  return /^(?:fileb?|https?):\/\//.test(text) && !text.includes('.amazonaws.com/') ? unknownResource : text;
}

/** Services whose commands ask AWS for nothing that a policy could deny. */
const offline: ReadonlySet<string> = new Set(['configure', 'help', 'history']);

/** Where a command's service and the model of its operations have different names. */
const models: Readonly<Record<string, ServiceName>> = {
  deploy: 'codedeploy',
  s3api: 's3',
};

/** Where a command's service and the prefix of its actions have different names, and no model of it is here. */
const prefixes: Readonly<Record<string, string>> = {
  elb: 'elasticloadbalancing',
  sesv2: 'ses',
};

/** Commands that are no operation but several, with options of other names. */
const compositions: Readonly<
  Record<string, readonly (readonly [string, Readonly<Record<string, string>>?])[]>
> = {
  'cloudformation deploy': [
    ['create-change-set'],
    ['describe-change-set'],
    ['describe-stacks'],
    ['execute-change-set'],
    ['get-template-summary'],
  ],
  'cloudformation package': [['s3api:put-object', { 's3-bucket': 'bucket' }]],
  'deploy push': [['register-application-revision'], ['s3api:put-object']],
  'ecr get-login': [['get-authorization-token']],
  'ecr get-login-password': [['get-authorization-token']],
  'eks update-kubeconfig': [['eks:describe-cluster']],
};
