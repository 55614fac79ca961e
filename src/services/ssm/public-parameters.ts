// The public parameters of AWS (`/aws/service/…`: newest machine images, Regions and services), as moto has them: a copy that is as old as
// moto's release. Source: Systems Manager user guide, "Discovering public parameters in Parameter Store".
import type { SsmApi } from '../../aws/operations/ssm.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { isRecord } from '../../lib/is-record.ts';
import { askMoto } from '../behind/ask-moto.ts';
import type { BehindService } from '../behind/behind-services.ts';
import { NotAnswered } from '../behind/pass-on.ts';
import { refuse, type ServiceCall } from '../service.ts';

type Parameter = SsmApi['shapes']['Parameter'];

export function isPublicName(name: string): boolean {
  return name.startsWith('/aws/service/');
}

/** Not among those that moto answers for callers: all other operations of the service are executed here, or not at all. */
const ssm: BehindService = { name: 'ssm', id: 'SSM', signingName: 'ssm', protocols: ['json'] };

/** Those that there are, by their names. @param names as `isPublicName` @throws AwsError where moto cannot be had */
export async function publicParameters(
  names: readonly string[],
  call: ServiceCall,
): Promise<ReadonlyMap<string, Parameter>> {
  if (names.length === 0) return new Map();
  const answer = await ask('GetParameters', { Names: names }, call);
  return new Map(parametersIn(answer).map((parameter) => [parameter.Name ?? '', parameter]));
}

/** A page of those below a path. */
export async function publicParametersBelow(
  input: SsmApi['shapes']['GetParametersByPathRequest'],
  call: ServiceCall,
): Promise<SsmApi['shapes']['GetParametersByPathResult']> {
  const { WithDecryption: _, ...asked } = input;
  const answer = await ask('GetParametersByPath', asked, call);
  const next = answer['NextToken'];
  return { Parameters: parametersIn(answer), ...(typeof next === 'string' ? { NextToken: next } : {}) };
}

async function ask(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { ground, place }: ServiceCall,
): Promise<Readonly<Record<string, unknown>>> {
  const body = Buffer.from(JSON.stringify(input));
  const headers = {
    host: `ssm.${place.region}.amazonaws.com`,
    'content-type': 'application/x-amz-json-1.1',
    'content-length': String(body.length),
    'x-amz-target': `AmazonSSM.${operation}`,
  };
  const head = { method: 'POST', path: '/', query: '', headers };
  try {
    const { status, text } = await askMoto(ground, place, { service: ssm, operation, head, body });
    const parsed: unknown = JSON.parse(text);
    if (status < 300 && isRecord(parsed)) return parsed;
    throw refusalOf(isRecord(parsed) ? parsed : {}, status);
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
    throw refuse<SsmApi>(
      'ParameterNotFound',
      `The public parameters of AWS are read from moto, which does not answer: ${error.message}`,
    );
  }
}

function parametersIn(answer: Readonly<Record<string, unknown>>): readonly Parameter[] {
  const listed = answer['Parameters'];
  return (Array.isArray(listed) ? (listed as unknown[]) : []).filter(isRecord).map((each) => ({
    ...(each as Parameter),
    LastModifiedDate: new Date(Number(each['LastModifiedDate']) * 1000),
  }));
}

function refusalOf(answer: Readonly<Record<string, unknown>>, status: number): AwsError {
  const [code = 'ValidationException', message = ''] = ['__type', 'message'].map((name) => {
    const value = answer[name];
    return typeof value === 'string' ? value : undefined;
  });
  return new AwsError(code.replace(/^.*#/, ''), message, { status });
}
