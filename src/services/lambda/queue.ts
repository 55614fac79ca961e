// A queue of SQS as what reads it for someone uses it: by its API, in the name of a role.
import { isValues, type Values } from '../../aws/wire/message.ts';
import type { Arn } from '../../model/arn.ts';
import type { CallAws } from '../../account/call-aws.ts';

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
  readonly BinaryValue?: Uint8Array;
}

/** `https://sqs.eu-west-1.amazonaws.com/111122223333/jobs` */
export function queueUrl({ region, account, resource }: Arn): string {
  return `https://sqs.${region}.amazonaws.com/${account}/${resource}`;
}

export class Queue {
  readonly #callAws: CallAws;
  readonly #url: string;

  /** @param callAws in the name of the role that reads it */
  constructor(callAws: CallAws, arn: Arn) {
    this.#callAws = callAws;
    this.#url = queueUrl(arn);
  }

  /** Seconds. @throws CallRefused */
  async visibilityTimeout(): Promise<number> {
    const { Attributes } = await this.#call('GetQueueAttributes', { AttributeNames: ['VisibilityTimeout'] });
    return isValues(Attributes) ? Number(Attributes['VisibilityTimeout'] ?? 30) : 30;
  }

  /** Those that are there now. @throws CallRefused */
  async receive(most: number): Promise<readonly QueueMessage[]> {
    const { Messages = [] } = await this.#call('ReceiveMessage', {
      MaxNumberOfMessages: Math.min(most, 10),
      WaitTimeSeconds: 0,
      AttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    // As SQS's model has them: the answer was read by it.
    return Messages as readonly QueueMessage[];
  }

  /** @throws CallRefused */
  async remove(messages: readonly QueueMessage[]): Promise<void> {
    for (let at = 0; at < messages.length; at += 10) {
      const Entries = messages
        .slice(at, at + 10)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#call('DeleteMessageBatch', { Entries });
    }
  }

  async #call(operation: string, input: Values): Promise<Values> {
    return await this.#callAws('sqs', operation, { QueueUrl: this.#url, ...input });
  }
}
