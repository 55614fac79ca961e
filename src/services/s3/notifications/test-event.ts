// The message by which S3 shows a queue or a topic that it can reach it. Source: Amazon S3 user guide, "Event
// notification types and destinations" (s3:TestEvent).
import { CallRefused } from '../../../aws/client/decode-response.ts';
import type { ServiceCall } from '../../service.ts';
import { send } from './notify.ts';
import type { Subscription } from './notification-configuration.ts';

/** Functions get none. */
export async function sendTestEvents(
  bucket: string,
  subscriptions: readonly Subscription[],
  call: ServiceCall,
): Promise<void> {
  const body = JSON.stringify({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(call.now).toISOString(),
    Bucket: bucket,
    RequestId: call.requestId,
    HostId: call.requestId,
  });
  for (const { destination: to, arn } of subscriptions.filter(({ destination }) => destination !== 'lambda'))
    try {
      await send({ to, arn, body }, call.ground, call.place);
    } catch (error) {
      // What the destination refuses it has refused: its policy was checked before.
      if (!(error instanceof CallRefused)) throw error;
    }
}
