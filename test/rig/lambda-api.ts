// Lambda's API over HTTP, with a signature that names the caller, and functions of one file.
import { openTestEndpoint, signature, type TestEndpoint } from './endpoint.ts';
import { revisionZip, type RevisionFiles } from './revision-zip.ts';

export interface LambdaAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of an answer in JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

export type LambdaCall = (
  address: string,
  input?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<LambdaAnswer>;

/** The call takes `GET functions/check` or a whole path (`PUT /2017-10-31/functions/check/concurrency`). */
export function lambdaApi({
  url,
  credentials,
  region = 'eu-central-1',
}: Pick<TestEndpoint, 'url' | 'credentials'> & { readonly region?: string }): LambdaCall {
  return async (address, input, headers = {}) => {
    const [method = '', path = ''] = address.split(' ');
    const response = await fetch(`${url}${path.startsWith('/') ? path : `/2015-03-31/${path}`}`, {
      method,
      headers: { ...signature('lambda', credentials, { region }), ...headers },
      ...(input === undefined ? {} : { body: typeof input === 'string' ? input : JSON.stringify(input) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: jsonIn(text) };
  };
}

/** An endpoint of its own, and a call of its Lambda. */
export async function openLambda() {
  const endpoint = await openTestEndpoint();
  return {
    endpoint,
    call: lambdaApi(endpoint),
    [Symbol.asyncDispose]: async () => endpoint[Symbol.asyncDispose](),
  };
}

function jsonIn(text: string): LambdaAnswer['body'] {
  try {
    return JSON.parse(text) as LambdaAnswer['body'];
  } catch {
    return {};
  }
}

export const role = 'arn:aws:iam::111122223333:role/functions/worker';

/** A module whose handler answers with its event. */
export const echo = 'export const handler = async (event) => ({ got: event });';

/** A zip in base64, as CreateFunction takes it. */
export async function zipText(files: RevisionFiles): Promise<string> {
  return (await revisionZip(files)).toString('base64');
}

/** The input of CreateFunction for a module `check.mjs`. */
export async function nodeFunction(name: string, source: string, more: object = {}): Promise<object> {
  return {
    FunctionName: name,
    Runtime: 'nodejs22.x',
    Handler: 'check.handler',
    Role: role,
    Code: { ZipFile: await zipText({ 'check.mjs': source }) },
    ...more,
  };
}

/** Resolves when nothing of the function is changed any more. */
export async function whenSettled(call: LambdaCall, name: string): Promise<LambdaAnswer['body']> {
  for (;;) {
    const { body } = await call(`GET functions/${name}/configuration`);
    if (body['State'] !== 'Pending' && body['LastUpdateStatus'] !== 'InProgress') return body;
  }
}
