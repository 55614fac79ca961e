// Custom resources: a function of Lambda, or what is subscribed to a topic of SNS, makes, changes and removes them, and
// answers by a pre-signed address.
// Source: CloudFormation user guide, "Custom resource reference".
import { defined } from '../../../lib/defined.ts';
import { isRecord } from '../../../lib/is-record.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { asTexts } from '../../../stacks/values/evaluate.ts';
import type { Value } from '../../../stacks/template/template.ts';
import {
  ResourceFailure,
  textIn,
  type Made,
  type ResourceHandler,
  type ResourceWork,
} from '../resource-type.ts';
import { documentIn } from '../signal-document.ts';

/** What differs between the requests of a resource. */
type Request = { readonly RequestType: 'Create' | 'Update' | 'Delete' } & Values;

interface Answer {
  /** Empty when there is none. */
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly noEcho?: true;
  /** Why it has failed. */
  readonly failure?: string;
}

export const customResource: ResourceHandler = {
  here: 'executed',
  isCalledAgain: true,
  create: async (work) => {
    const answer = await answered(work, { RequestType: 'Create' });
    const physicalId = answer.physicalId === '' ? work.name : answer.physicalId;
    if (answer.failure !== undefined) throw new ResourceFailure(answer.failure, physicalId);
    if (answer.physicalId === '') throw new ResourceFailure('Invalid PhysicalResourceId', physicalId);
    work.onMade(physicalId);
    return madeAs(answer, physicalId);
  },
  update: async (work, { physicalId, properties: before }) => {
    if (!work.isRestoration && textIn(before, 'ServiceToken') !== textIn(work.properties, 'ServiceToken'))
      throw new Error('Modifying service token is not allowed.');
    const answer = await answered(work, {
      RequestType: 'Update',
      PhysicalResourceId: physicalId,
      OldResourceProperties: asTexts(before),
    });
    if (answer.failure !== undefined) throw new Error(answer.failure);
    return madeAs(answer, physicalId);
  },
  remove: async (work, { physicalId }) => {
    const answer = await answered(work, { RequestType: 'Delete', PhysicalResourceId: physicalId });
    if (answer.failure !== undefined) throw new Error(answer.failure);
  },
};

/** An update that gives no id keeps the one that there is. */
function madeAs({ physicalId, attributes, noEcho }: Answer, before: string): Made {
  return { physicalId: physicalId === '' ? before : physicalId, attributes, ...defined({ noEcho }) };
}

/** Asks once, also when the process ends in between, and waits for the answer. */
async function answered(work: ResourceWork, request: Request): Promise<Answer> {
  const { signals, properties } = work;
  const { token, url, madeAt, isUsed } = signals.open(work.id);
  if (!isUsed) {
    await ask(work, { ...request, ...commonOf(work, { url, token }) });
    signals.markUsed(token);
  }
  const until = madeAt + timeoutSeconds(properties) * 1000;
  for (;;) {
    const [first] = signals.received(token);
    if (first !== undefined) return answerIn(first, token);
    if (!(await signals.next(token, until)))
      return { physicalId: '', attributes: {}, failure: silence(token) };
  }
}

/** A function is invoked; a topic of SNS passes the request on to its subscriptions. */
async function ask({ call, properties, logicalId }: ResourceWork, event: Values): Promise<void> {
  const token = textIn(properties, 'ServiceToken');
  const text = JSON.stringify(event);
  if (/^arn:[^:]+:lambda:/.test(token))
    await call('lambda', 'Invoke', {
      FunctionName: token,
      InvocationType: 'Event',
      Payload: Buffer.from(text),
    });
  else if (/^arn:[^:]+:sns:/.test(token))
    await call('sns', 'Publish', { TopicArn: token, Message: text, Subject: subject });
  else throw new Error(`Invalid service token of ${logicalId}: ${token === '' ? 'there is none' : token}`);
}

const subject = 'AWS CloudFormation custom resource request';

function commonOf(work: ResourceWork, { url, token }: { readonly url: string; readonly token: string }) {
  const { properties, stackId, logicalId, type } = work;
  return {
    ServiceToken: textIn(properties, 'ServiceToken'),
    ResponseURL: url,
    StackId: stackId,
    RequestId: token,
    LogicalResourceId: logicalId,
    ResourceType: type,
    // Scalars come as texts, whatever they are in the template.
    ResourceProperties: asTexts(properties),
  };
}

/** CloudFormation user guide, AWS::CloudFormation::CustomResource, ServiceTimeout. */
function timeoutSeconds(properties: Values): number {
  const seconds = Number(textIn(properties, 'ServiceTimeout'));
  return seconds >= 1 && seconds <= 3600 ? seconds : 3600;
}

function silence(requestId: string): string {
  return `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.`;
}

/** CloudFormation user guide, "Custom resource response objects". */
const mostBytes = 4096;

function answerIn(text: string, requestId: string): Answer {
  const none = { physicalId: '', attributes: {} };
  if (Buffer.byteLength(text) > mostBytes) return { ...none, failure: 'Response object is too long.' };
  const answer = documentIn(text);
  if (answer === undefined) return { ...none, failure: 'Invalid response object: it is no JSON object' };
  const physicalId = textIn(answer, 'PhysicalResourceId');
  const data = answer['Data'];
  const attributes = isRecord(data) ? (data as Readonly<Record<string, Value>>) : {};
  const failed = `Received response status [FAILED] from custom resource. Message returned: ${textIn(answer, 'Reason')} (RequestId: ${requestId})`;
  const status = textIn(answer, 'Status');
  const failure =
    status === 'SUCCESS' ? undefined : status === 'FAILED' ? failed : `Invalid response status: ${status}`;
  const noEcho = String(answer['NoEcho']) === 'true' ? true : undefined;
  return { physicalId, attributes, ...defined({ failure, noEcho }) };
}
