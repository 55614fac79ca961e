// What commands call of AWS by its command line, which they do with the role of the build. What programs call themselves
// cannot be seen. Sources: AWS CLI command reference; service authorization reference (the prefix of each service).
import { unknownResource, unknownText } from '../policy-pattern.ts';
import { bucketArn, type Where } from './arns.ts';
import type { Derived } from './rights-request.ts';
import { actionsOf, right, type Right } from './right.ts';

export function calledBy(commands: readonly string[], where: Where): Derived {
  const rights = commands.flatMap(callsIn).flatMap((each) => rightsOfCall(each, where));
  const open = rights.filter(({ isOpen }) => isOpen === true).flatMap(({ actions }) => actions);
  if (open.length === 0) return { rights };
  const names = [...new Set(open)].toSorted().join(', ');
  return { rights, note: `Allow ${names} on what the commands name.` };
}

interface Call {
  readonly service: string;
  readonly operation: string;
  readonly rest: string;
}

/** Where a command begins: `aws`, options that every command takes, service, operation, and what is left of it. */
const call = new RegExp(
  [
    /(?:^|[;&|(`!]|\b(?:then|do|else|if|while|sudo|time|exec)\s|\b\w+=\S*\s)\s*aws\s+/,
    /(?:--(?:no-[a-z-]+|debug)\s+|--[a-z-]+(?:=\S+|\s+[^\s-]\S*)\s+)*/,
    /([a-z][a-z0-9-]*)\s+([a-z][a-z0-9-]*)([^\n;&|)`]*)/,
  ]
    .map(({ source }) => source)
    .join(''),
  'gm',
);

function callsIn(command: string): readonly Call[] {
  return [...command.matchAll(call)].map(([, service = '', operation = '', rest = '']) => ({
    service,
    operation,
    rest,
  }));
}

function rightsOfCall({ service, operation, rest }: Call, where: Where): readonly Right[] {
  if (service === 's3') return objectRights(operation, rest, where);
  const known = special[`${service} ${operation}`];
  if (known !== undefined) return known;
  if (offline.has(service) || operation === 'wait' || operation === 'help') return [];
  const name = operation
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
  return [openRight(`${prefixes[service] ?? service}:${name}`)];
}

/** Of things that the command names in a way that is not read here. */
function openRight(...actions: readonly string[]): Right {
  return right(actions, unknownResource, { isOpen: true });
}

/** The high-level commands of S3, from where to where. */
function objectRights(operation: string, rest: string, where: Where): readonly Right[] {
  const places = rest.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-'));
  const [from = '', to = ''] = places;
  const at = (place: string, name: string) => ofPlace(place, [`s3:${name}`], where);
  switch (operation) {
    case 'cp':
      return [...at(from, 'GetObject'), ...at(to, 'PutObject')];
    case 'mv':
      return [...at(from, 'GetObject'), ...at(from, 'DeleteObject'), ...at(to, 'PutObject')];
    case 'sync':
      return [
        ...at(from, 'GetObject'),
        ...at(to, 'PutObject'),
        ...[from, to].flatMap((place) => at(place, 'ListBucket')),
        ...(/--delete\b/.test(rest) ? at(to, 'DeleteObject') : []),
      ];
    case 'rm':
      return at(from, 'DeleteObject');
    case 'ls':
      return at(from, 'ListBucket');
    default:
      return [];
  }
}

/** Nothing for a place on the machine. */
function ofPlace(place: string, actions: readonly string[], where: Where): readonly Right[] {
  const [, bucket = ''] = /^["']?s3:\/\/([^/"']+)/.exec(place) ?? [];
  if (bucket === '') return place.includes('s3:') ? [openRight(...actions)] : [];
  if (bucket.includes('$')) return [openRight(...actions)];
  const isBucket = actions.includes('s3:ListBucket');
  return [right(actions, isBucket ? bucketArn(where, bucket) : `${bucketArn(where, bucket)}/${unknownText}`)];
}

/** Services whose commands ask AWS for nothing that a policy could deny. */
const offline: ReadonlySet<string> = new Set(['configure', 'help', 'history']);

/** Where a command's service and the prefix of its actions have different names. */
const prefixes: Readonly<Record<string, string>> = {
  apigatewayv2: 'apigateway',
  deploy: 'codedeploy',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  s3api: 's3',
  sesv2: 'ses',
  stepfunctions: 'states',
};

const special: Readonly<Record<string, readonly Right[]>> = {
  'cloudformation deploy': [
    openRight(
      ...actionsOf(
        'cloudformation',
        'CreateChangeSet',
        'DescribeChangeSet',
        'DescribeStacks',
        'ExecuteChangeSet',
        'GetTemplateSummary',
      ),
    ),
  ],
  'cloudformation package': [openRight('s3:PutObject')],
  'deploy push': [openRight('codedeploy:RegisterApplicationRevision', 's3:PutObject')],
  'ecr get-login': [right('ecr:GetAuthorizationToken', '*')],
  'ecr get-login-password': [right('ecr:GetAuthorizationToken', '*')],
  'lambda invoke': [openRight('lambda:InvokeFunction')],
  'sts get-caller-identity': [],
  's3api head-bucket': [openRight('s3:ListBucket')],
  's3api head-object': [openRight('s3:GetObject')],
  's3api list-objects': [openRight('s3:ListBucket')],
  's3api list-objects-v2': [openRight('s3:ListBucket')],
};
