// A question of this program to moto, in the name of the local user.
import { text } from 'node:stream/consumers';
import { localUser } from '../../account/principals.ts';
import { isStreamed } from '../../aws/wire/message.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { Ground } from '../service.ts';
import { passOn, type PassedCall } from './pass-on.ts';

export interface MotoAnswer {
  readonly status: number;
  readonly text: string;
}

/** @throws NotAnswered, or an AwsError, as `passOn` */
export async function askMoto(
  ground: Ground,
  place: AwsPlace,
  call: Pick<PassedCall, 'service' | 'operation' | 'head'> & { readonly body?: Uint8Array },
): Promise<MotoAnswer> {
  const user = localUser(place);
  const caller = { ...user, credentials: ground.sessions.keysOf(user), use: {} };
  const { status, body } = await passOn(ground, {
    body: Buffer.alloc(0),
    ...call,
    caller,
    region: place.region,
  });
  return { status, text: isStreamed(body) ? await text(body) : Buffer.from(body).toString('utf8') };
}
