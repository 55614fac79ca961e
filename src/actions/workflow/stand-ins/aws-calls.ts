// Calls of AWS's API in the name of a step: with the credentials and the endpoint that its environment has, as an SDK finds them.
import { callingEndpoint, EndpointGone, type CallAws } from '../../../account/call-aws.ts';
import { CallRefused } from '../../../aws/client/decode-response.ts';
import { mayHaveAddresses, type Rewritten } from '../../../model/local-address.ts';
import { stepEnvironment } from '../step-environment.ts';
import { failed, type StandInCall, type StandInEnd } from './stand-in.ts';

/** Runs the work of a stand-in that calls AWS: what AWS refuses is the failure of the step. */
export async function withAws(
  call: StandInCall,
  work: (aws: CallAws) => Promise<StandInEnd>,
): Promise<StandInEnd> {
  const aws = callsOf(call);
  if (aws === undefined)
    return failed(
      'Could not load credentials from any providers',
      'Run aws-actions/configure-aws-credentials in a step before.',
    );
  try {
    return await work(aws);
  } catch (error) {
    if (error instanceof CallRefused) return failed(`${error.code}: ${error.message}`);
    if (error instanceof EndpointGone) return failed(error.message);
    throw error;
  }
}

/** The texts with the addresses that AWS has for APIs and websites replaced by those of this machine; the log says which. */
export async function inLocalAddresses<T extends Readonly<Record<string, string>>>(
  call: StandInCall,
  texts: T,
): Promise<T> {
  const text = JSON.stringify(texts);
  const { AWS_ENDPOINT_URL: url = '' } = environmentOf(call);
  if (!mayHaveAddresses(text)) return texts;
  const { log } = call.job.context;
  const asked = { method: 'POST', body: text, signal: call.ended };
  const response = await fetch(`${url}/_slipway/local-addresses`, asked);
  const rewritten = (await response.json()) as Rewritten;
  for (const { from, to } of rewritten.replaced) log.line(`${from} is ${to} on this machine`);
  return JSON.parse(rewritten.text) as T;
}

function environmentOf({ job, frame, env }: StandInCall): Readonly<Record<string, string>> {
  return stepEnvironment(job, frame, { env, files: {}, action: '' });
}

function callsOf(call: StandInCall): CallAws | undefined {
  const { job } = call;
  const variables = environmentOf(call);
  const url = variables['AWS_ENDPOINT_URL'] ?? '';
  const accessKeyId = variables['AWS_ACCESS_KEY_ID'] ?? '';
  const region = variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION'] ?? '';
  if (url === '' || accessKeyId === '' || region === '') return undefined;
  const { AWS_SESSION_TOKEN: token = '' } = variables;
  const credentials = { accessKeyId, ...(token === '' ? {} : { sessionToken: token }) };
  return callingEndpoint({ url, region, credentials: () => credentials, signal: job.context.signal });
}
