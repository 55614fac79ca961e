// What a service does by itself with the operations of another: no client has called it, so it is no event and no line of a log.
import { localUser } from '../account/principals.ts';
import { newId } from '../lib/id.ts';
import type { AwsPlace } from '../model/place.ts';
import type { Ground, ServiceCall } from './service.ts';

/** Of the account itself, at this moment. */
export function ownCall(ground: Ground, { account, region, partition }: AwsPlace): ServiceCall {
  const place = { account, region, partition };
  const user = localUser(place);
  const caller = { ...user, credentials: ground.sessions.keysOf(user), use: {} };
  return { caller, place, now: Date.now(), requestId: newId(), ground };
}

/** A content that is in memory, as operations take one that streams. */
export async function* inOnePiece(content: Uint8Array): AsyncIterable<Uint8Array> {
  await Promise.resolve();
  yield content;
}
