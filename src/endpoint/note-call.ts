// Gives a call that was answered to the recorder of trails: its input and output, also of what moto answered.
import { decodeEc2Response } from '../aws/client/ec2-request.ts';
import { CallRefused, decodeResponse, type PlainResponse } from '../aws/client/decode-response.ts';
import type { ServiceModel } from '../aws/service-model.ts';
import { AwsError } from '../aws/wire/aws-error.ts';
import { isStreamed, isValues, type Values, type WireResponse } from '../aws/wire/message.ts';
import type { EndedCall } from '../services/cloudtrail/call-event.ts';
import { isReadOnly } from '../services/cloudtrail/event-kinds.ts';
import type { Recorder } from '../services/cloudtrail/recorder.ts';

/** What is known of a call, more of it as it is answered. */
export interface CallNotes {
  call?: Omit<EndedCall, 'input' | 'output' | 'error'>;
  /** Absent for a service of which this program has none. */
  model?: ServiceModel;
  input?: Values;
  output?: Values;
  error?: unknown;
  /** Of moto: its output is in there. */
  answer?: WireResponse;
}

/** A call of which not even the operation is known is no event. */
export function noteCall(recorder: Recorder, { call, model, input, ...ended }: CallNotes): void {
  if (call === undefined || !recorder.takes(call.service, call.operation)) return;
  const { output = ended.output, error } = outcomeOf(call, model, ended);
  recorder.record({ ...call, input, output, error });
}

type Outcome = Pick<EndedCall, 'output' | 'error'>;

function outcomeOf(
  call: NonNullable<CallNotes['call']>,
  model: ServiceModel | undefined,
  { error, answer }: Pick<CallNotes, 'error' | 'answer'>,
): Outcome {
  if (error instanceof AwsError) return { error: { code: codeOf(error, model), message: error.message } };
  if (error !== undefined)
    return { error: { code: 'InternalFailure', message: 'The operation could not be executed' } };
  if (answer === undefined || isStreamed(answer.body)) return {};
  if (answer.status < 300 && isReadOnly(call.service, call.operation)) return {};
  const bytes = Buffer.from(answer.body);
  return decoded(call, model, { ...answer, bytes, text: bytes.toString('utf8') });
}

/** As it is written: the model may have another code than the name of the error. */
function codeOf({ code }: AwsError, model: ServiceModel | undefined): string {
  const shape = model?.shapes[code];
  return shape?.type === 'structure' ? (shape.error?.code ?? code) : code;
}

function decoded(
  { service, operation }: NonNullable<CallNotes['call']>,
  model: ServiceModel | undefined,
  response: PlainResponse,
): Outcome {
  try {
    if (service === 'ec2') return { output: decodeEc2Response(response) };
    if (model !== undefined) return { output: decodeResponse(model, operation, response) };
    return response.status < 300 ? {} : { error: { code: String(response.status), message: response.text } };
  } catch (error) {
    // An answer in a form that is not read here is an event without it.
    return error instanceof CallRefused ? { error: { code: error.code, message: error.message } } : {};
  }
}

/** What a service without a model was asked: a form, or JSON. */
export function plainInput(body: Uint8Array): Values {
  const text = Buffer.from(body).toString('utf8');
  if (!text.startsWith('{')) {
    const { Action: _action, Version: _version, ...form } = Object.fromEntries(new URLSearchParams(text));
    return form;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isValues(value) ? value : {};
  } catch {
    return {};
  }
}
