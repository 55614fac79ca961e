// A task definition with what the inputs change in it, as the action does it. Pure.
import { isFailed, type Result } from '../../../../lib/result.ts';
import { linesOf, pairsOf } from '../lines-of.ts';

export type Json = Readonly<Record<string, unknown>>;

type Inputs = Readonly<Record<string, string>>;

/** What DescribeTaskDefinition gives and RegisterTaskDefinition does not take. */
export const readOnlyAttributes: readonly string[] = [
  'compatibilities',
  'taskDefinitionArn',
  'requiresAttributes',
  'revision',
  'status',
  'registeredAt',
  'deregisteredAt',
  'registeredBy',
];

/** Only the containers that are named change, all of them in the same way. */
export function render(definition: Json, inputs: Inputs): Result<{ readonly definition: Json }> {
  const { containerDefinitions } = definition;
  if (!Array.isArray(containerDefinitions))
    return {
      failed:
        'Invalid task definition format: containerDefinitions section is not present or is not an array',
    };
  const names = (inputs['container-name'] ?? '').split(',');
  if (names.includes(''))
    return {
      failed: 'Invalid format for container name. Please use a single value or comma separated values',
    };
  let containers = containerDefinitions as readonly Json[];
  for (const name of names) {
    const container = containers.find((each) => each['name'] === name);
    if (container === undefined)
      return {
        failed: `Invalid task definition: Could not find container definition with matching name "${name}"; it has ${containers.map((each) => String(each['name'])).join(', ')}`,
      };
    const rendered = renderContainer(container, inputs);
    if (isFailed(rendered)) return rendered;
    containers = containers.map((each) => (each === container ? rendered.container : each));
  }
  const roles = rolesOf(inputs);
  if (isFailed(roles)) return roles;
  const kept = Object.entries(definition).filter(([name]) => !readOnlyAttributes.includes(name));
  return { definition: { ...Object.fromEntries(kept), containerDefinitions: containers, ...roles.roles } };
}

function renderContainer(container: Json, inputs: Inputs): Result<{ readonly container: Json }> {
  const environment = named(container, inputs, {
    key: 'environment',
    input: 'environment-variables',
    member: 'value',
  });
  const secrets = named(container, inputs, { key: 'secrets', input: 'secrets', member: 'valueFrom' });
  const logging = loggingOf(container, inputs);
  const labels = pairsOf(inputs['docker-labels']);
  if (isFailed(environment)) return environment;
  if (isFailed(secrets)) return secrets;
  if (isFailed(logging)) return logging;
  if (isFailed(labels)) return notPair('docker label', labels.failed);
  const files = linesOf(inputs['env-files']);
  const command = inputs['command'] ?? '';
  return {
    container: {
      ...container,
      image: inputs['image'],
      ...(command === '' ? {} : { command: command.split(' ') }),
      ...(files.length === 0 ? {} : { environmentFiles: files.map((value) => ({ value, type: 's3' })) }),
      ...environment.change,
      ...secrets.change,
      ...logging.change,
      ...(labels.pairs.length === 0
        ? {}
        : {
            dockerLabels: { ...(container['dockerLabels'] as Json), ...Object.fromEntries(labels.pairs) },
          }),
    },
  };
}

interface Change {
  readonly change: Json;
}

/** What has the name gets the value; what is new comes at the end. */
function named(
  container: Json,
  inputs: Inputs,
  { key, input, member }: { readonly key: string; readonly input: string; readonly member: string },
): Result<Change> {
  const read = pairsOf(inputs[input]);
  if (isFailed(read)) return notPair(input, read.failed);
  if (read.pairs.length === 0) return { change: {} };
  const before = Array.isArray(container[key]) ? (container[key] as readonly Json[]) : [];
  let list = before;
  for (const [name, value] of read.pairs)
    list = list.some((each) => each['name'] === name)
      ? list.map((each) => (each['name'] === name ? { ...each, [member]: value } : each))
      : [...list, { name, [member]: value }];
  return { change: { [key]: list } };
}

function notPair(what: string, line: string): { readonly failed: string } {
  return { failed: `Cannot parse the ${what} '${line}': it must be of the form NAME=value` };
}

/** ECS API reference, LogConfiguration. */
const drivers = [
  'json-file',
  'syslog',
  'journald',
  'logentries',
  'gelf',
  'fluentd',
  'awslogs',
  'splunk',
  'awsfirelens',
];

function loggingOf(container: Json, inputs: Inputs): Result<Change> {
  const driver = inputs['log-configuration-log-driver'] ?? '';
  const options = pairsOf(inputs['log-configuration-options']);
  if (isFailed(options)) return notPair('log configuration option', options.failed);
  if (driver !== '' && !drivers.includes(driver))
    return {
      failed: `'${driver}' is invalid logConfigurationLogDriver. valid options are ${drivers.join(',')}`,
    };
  if (driver === '' && options.pairs.length === 0) return { change: {} };
  const before = (container['logConfiguration'] ?? {}) as Json;
  return {
    change: {
      logConfiguration: {
        ...before,
        ...(driver === '' ? {} : { logDriver: driver }),
        ...(options.pairs.length === 0
          ? {}
          : { options: { ...(before['options'] as Json), ...Object.fromEntries(options.pairs) } }),
      },
    },
  };
}

function rolesOf(inputs: Inputs): Result<{ readonly roles: Json }> {
  const roles: Record<string, string> = {};
  for (const [input, key] of [
    ['task-role-arn', 'taskRoleArn'],
    ['execution-role-arn', 'executionRoleArn'],
  ] as const) {
    const arn = inputs[input] ?? '';
    if (arn === '') continue;
    if (!/^arn:aws(?:-[a-z-]+)?:iam::\d{12}:role\/.+$/.test(arn))
      return { failed: `Invalid ${key} format: ${arn}` };
    roles[key] = arn;
  }
  return { roles };
}
