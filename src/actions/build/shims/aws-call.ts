// The calls of the AWS CLI that every build of an image for ECR begins with, answered without AWS. Pure.
import { parseArn } from '../../../model/arn.ts';
import { exampleAccount } from '../../../model/place.ts';
import { ecrRegistry } from '../../../model/image-reference.ts';
import { localPassword } from './logins.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface AwsAnswer {
  readonly output: string;
  /** For the log. */
  readonly what: string;
  readonly reason: string;
}

/**
 * Why version 2 of the AWS CLI, which CodeBuild's images have, refuses the call (AWS CLI user guide, "New features and changes
 * in the AWS CLI version 2": get-login is removed). Undefined when it would not.
 */
export function refuseAws(args: readonly string[], env: Environment): string | undefined {
  const call = readCall(args);
  if (`${call.service} ${call.operation}` !== 'ecr get-login') return undefined;
  const login = `docker login --username AWS --password-stdin ${registryHost(call, env)}`;
  return `"aws ecr get-login" is gone from version 2 of the AWS CLI, which CodeBuild's images have: write "aws ecr get-login-password | ${login}"`;
}

/** The status of the AWS CLI for a command that it does not know. */
export const invalidChoiceStatus = 252;

interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly options: Readonly<Record<string, string>>;
}

/** Undefined for what only AWS can answer. */
export function answerAws(args: readonly string[], env: Environment): AwsAnswer | undefined {
  if (args.length === 1 && args[0] === '--version')
    return {
      output: 'aws-cli: not installed on this machine\n',
      what: 'aws --version',
      reason: 'the AWS CLI is not installed here; what a push to ECR asks of it is answered',
    };
  const call = readCall(args);
  // Another endpoint of AWS gets the call unchanged.
  if (call.options['--endpoint-url'] !== undefined) return undefined;
  switch (`${call.service} ${call.operation}`) {
    case 'ecr get-login-password':
      return answered(call, `${localPassword}\n`, notAsked);
    case 'sts get-caller-identity':
      return callerIdentity(call, env);
    case 'ecr create-repository':
    case 'ecr describe-repositories':
      return repositories(call, env);
    default:
      return undefined;
  }
}

const notAsked = 'AWS is not asked: the registry of this machine takes images without a password';

function answered({ service, operation }: AwsCall, output: string, reason: string): AwsAnswer {
  return { output, what: `aws ${service} ${operation}`, reason };
}

/** Global options without a value (AWS CLI user guide, "Command line options"). */
const flags = new Set(
  '--debug --no-verify-ssl --no-paginate --no-sign-request --no-cli-pager --cli-auto-prompt --no-cli-auto-prompt --v2-debug --no-include-email --include-email'.split(
    ' ',
  ),
);

function readCall(args: readonly string[]): AwsCall {
  const words: string[] = [];
  const options: Record<string, string> = {};
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (!word.startsWith('--')) words.push(word);
    else if (word.includes('='))
      options[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
    else if (flags.has(word)) options[word] = '';
    else {
      options[word] = args[at + 1] ?? '';
      at += 1;
    }
  }
  const [service = '', operation = ''] = words;
  return { service, operation, options };
}

/** The account that the build is given: AWS_ACCOUNT_ID, or the one in its own name. */
function accountOf(env: Environment): string {
  const given = env['AWS_ACCOUNT_ID'] ?? '';
  if (/^\d{12}$/.test(given)) return given;
  return parseArn(env['CODEBUILD_BUILD_ARN'] ?? '')?.account ?? exampleAccount;
}

function registryHost({ options }: AwsCall, env: Environment): string {
  const region = options['--region'] ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  const account = options['--registry-ids'] ?? options['--registry-id'] ?? accountOf(env);
  return ecrRegistry(account, region).host;
}

/** STS GetCallerIdentity, in the forms in which buildspecs ask for it. */
function callerIdentity(call: AwsCall, env: Environment): AwsAnswer | undefined {
  const account = accountOf(env);
  const identity: Readonly<Record<string, string>> = {
    UserId: `AROAEXAMPLEEXAMPLEEX:${env['CODEBUILD_BUILD_NUMBER'] ?? 'slipway'}`,
    Account: account,
    Arn: `arn:aws:sts::${account}:assumed-role/codebuild/slipway`,
  };
  const reason = `answered with the account of the definition, ${account}: AWS is not asked`;
  return document(call, env, { answer: identity, reason });
}

/** A repository is there with the first push to it: a request for one finds it, and so does one that creates it. */
function repositories(call: AwsCall, env: Environment): AwsAnswer | undefined {
  const names = [call.options['--repository-name'], ...(call.options['--repository-names'] ?? '').split(' ')];
  const [name, ...more] = names.filter((each) => each !== undefined && each !== '');
  if (name === undefined || more.length > 0) return undefined;
  const host = registryHost(call, env);
  const [registryId = '', , , region = ''] = host.split('.');
  const repository = {
    repositoryArn: `arn:aws:ecr:${region}:${registryId}:repository/${name}`,
    registryId,
    repositoryName: name,
    repositoryUri: `${host}/${name}`,
  };
  const answer = call.operation === 'create-repository' ? { repository } : { repositories: [repository] };
  const reason = 'the registry of this machine makes a repository with the first push';
  return document(call, env, { answer, reason });
}

/** In the forms in which buildspecs ask for it; undefined for others. */
function document(
  call: AwsCall,
  env: Environment,
  { answer, reason }: { readonly answer: object; readonly reason: string },
): AwsAnswer | undefined {
  const query = call.options['--query'];
  const form = call.options['--output'] ?? env['AWS_DEFAULT_OUTPUT'] ?? 'json';
  const value = query === undefined ? answer : select(answer, query);
  if (value === undefined) return undefined;
  if (form === 'json') return answered(call, `${JSON.stringify(value, undefined, 4)}\n`, reason);
  if (form !== 'text') return undefined;
  if (typeof value === 'string') return answered(call, `${value}\n`, reason);
  // The CLI's text form orders what has names by them.
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (entries.some(([, part]) => typeof part !== 'string')) return undefined;
  return answered(call, `${entries.map(([, part]) => String(part)).join('\t')}\n`, reason);
}

/** `Account`, `repositories[0].repositoryUri` and the like of JMESPath: a way from name to name. */
function select(answer: object, query: string): string | object | undefined {
  if (!/^\w+(?:\[\d+\])*(?:\.\w+(?:\[\d+\])*)*$/.test(query)) return undefined;
  let value: unknown = answer;
  for (const name of query.split(/[.[\]]+/).filter((each) => each !== ''))
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' || (typeof value === 'object' && value !== null) ? value : undefined;
}

/** Has the key that leads to the endpoint of this machine: that one is no credential for AWS. */
export const endpointKeyVariable = 'SLIPWAY_ENDPOINT_KEY';

/** Whether a build was given credentials, as the AWS CLI would find them; no service is asked. */
export function namesCredentials(env: Environment): boolean {
  if (callsEndpoint(env)) return false;
  return givesKeys(env) || isSet(env, ['AWS_PROFILE']);
}

/** Keys, or where they can be had. A profile alone is a name: what it holds is in the build's own home folder. */
export function givesKeys(env: Environment): boolean {
  return isSet(env, [
    'AWS_ACCESS_KEY_ID',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ]);
}

function isSet(env: Environment, names: readonly string[]): boolean {
  return names.some((name) => (env[name] ?? '') !== '');
}

/** Whether what the build calls is the endpoint of this machine. */
export function callsEndpoint(env: Environment): boolean {
  const key = env[endpointKeyVariable] ?? '';
  return key !== '' && env['AWS_ACCESS_KEY_ID'] === key;
}
