// PutBucketNotificationConfiguration, and the notifications that each change of an object leads to.
import type { S3Api } from '../../../aws/operations/s3.ts';
import type { AwsPlace } from '../../../model/place.ts';
import type { AnyOperations, Ground, Operations, ServiceCall } from '../../service.ts';
import { bucketOf, openStore, storeOf, type Op } from '../s3-call.ts';
import { checkDestinations } from './check-destinations.ts';
import { checkedConfiguration, subscriptionsOf } from './notification-configuration.ts';
import { sendTestEvents } from './test-event.ts';
import { Notifier } from './notify.ts';

const putNotificationConfiguration: Op<'PutBucketNotificationConfiguration'> = async (input, call) => {
  const { name } = bucketOf(input, call);
  const notification = checkedConfiguration(input.NotificationConfiguration);
  const subscriptions = subscriptionsOf({ settings: { notification } });
  if (input.SkipDestinationValidation !== true) await checkDestinations(name, subscriptions, call);
  const isEmpty = Object.keys(notification).length === 0;
  storeOf(call).setSetting(name, 'notification', isEmpty ? undefined : notification);
  await sendTestEvents(name, subscriptions, call);
  return {};
};

export const notificationOperations: Operations<S3Api> = {
  PutBucketNotificationConfiguration: putNotificationConfiguration,
};

/** Wakes what notifies after each call, and for what a killed process has left. */
export function notifying(operations: Operations<S3Api>): Operations<S3Api> {
  return Object.fromEntries(
    Object.entries(operations as AnyOperations).map(([name, operation]) => [
      name,
      isReading.test(name)
        ? operation
        : async (input: never, call: ServiceCall) => {
            const output = await operation?.(input, call);
            wakeNotifier(call.ground, call.place);
            return output;
          },
    ]),
  );
}

/** These notify of nothing, and may be many. */
const isReading = /^(Get|Head|List)/;

export function wakeNotifier(ground: Ground, place: AwsPlace): void {
  ground.keep(openNotifier).wake({ store: ground.keep(openStore), ground, place, onGivenUp });
}

function openNotifier(): Notifier {
  return new Notifier();
}

/** To the log of the endpoint. */
function onGivenUp(message: string): void {
  process.stderr.write(`${message}\n`);
}
