// Who runs this program. A user of this machine need not stand in its list of users: a container may run under any number.
import { homedir, userInfo } from 'node:os';

export interface CurrentUser {
  /** -1 on Windows. */
  readonly uid: number;
  /** The number as a text for a user without a name. */
  readonly username: string;
  readonly homedir: string;
}

export function currentUser(): CurrentUser {
  const uid = process.getuid?.() ?? -1;
  const { LOGNAME = String(uid), USER = LOGNAME, HOME = '/' } = process.env;
  return { uid, username: nameOf(uid) ?? USER, homedir: orElse(homedir, HOME) };
}

/** By number: the list of users is read once. */
const names = new Map<number, string | undefined>();

function nameOf(uid: number): string | undefined {
  if (!names.has(uid))
    names.set(
      uid,
      orElse(() => userInfo().username, undefined),
    );
  return names.get(uid);
}

/** The system throws for a user that it does not know. */
function orElse<T>(read: () => string, otherwise: T): string | T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
