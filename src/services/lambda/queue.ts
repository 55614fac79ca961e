// A queue of SQS as Lambda uses it: by its API, in the name of the function's role.
import type { Arn } from '../../model/arn.ts';
import type { ServiceCall } from '../service.ts';
import { callAws, jsonRequest } from './call-aws.ts';
import type { FunctionRecord } from './function-record.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

export interface QueueMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** Why the queue did not answer. */
export class QueueRefusal extends Error {
  override readonly name = 'QueueRefusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** `https://sqs.eu-west-1.amazonaws.com/111122223333/jobs` */
export function queueUrl({ region, account, resource }: Arn): string {
  return `https://sqs.${region}.amazonaws.com/${account}/${resource}`;
}

export class Queue {
  readonly #where: Where;
  readonly #record: FunctionRecord;
  readonly #url: string;

  constructor(where: Where, record: FunctionRecord, arn: Arn) {
    this.#where = where;
    this.#record = record;
    this.#url = queueUrl(arn);
  }

  /** Seconds. @throws QueueRefusal */
  async visibilityTimeout(): Promise<number> {
    const input = { AttributeNames: ['VisibilityTimeout'] };
    const { Attributes = {} } = await this.#call<{ readonly Attributes?: Readonly<Record<string, string>> }>(
      'GetQueueAttributes',
      input,
    );
    return Number(Attributes['VisibilityTimeout'] ?? 30);
  }

  /** Those that are there now. @throws QueueRefusal */
  async receive(most: number): Promise<readonly QueueMessage[]> {
    const { Messages = [] } = await this.#call<{ readonly Messages?: readonly QueueMessage[] }>(
      'ReceiveMessage',
      {
        MaxNumberOfMessages: Math.min(most, 10),
        WaitTimeSeconds: 0,
        AttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      },
    );
    return Messages;
  }

  /** @throws QueueRefusal */
  async remove(messages: readonly QueueMessage[]): Promise<void> {
    for (let at = 0; at < messages.length; at += 10) {
      const Entries = messages
        .slice(at, at + 10)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#call('DeleteMessageBatch', { Entries });
    }
  }

  async #call<T>(operation: string, input: object): Promise<T> {
    const request = jsonRequest('sqs', `AmazonSQS.${operation}`, { QueueUrl: this.#url, ...input });
    const { status, text } = await callAws(this.#where, this.#record, request);
    if (status < 300) return JSON.parse(text === '' ? '{}' : text) as T;
    throw refusalIn(text);
  }
}

function refusalIn(text: string): QueueRefusal {
  try {
    const { __type: type = '', message, Message } = JSON.parse(text) as Readonly<Record<string, string>>;
    return new QueueRefusal(type.slice(type.lastIndexOf('#') + 1), message ?? Message ?? text);
  } catch {
    return new QueueRefusal('', text);
  }
}
