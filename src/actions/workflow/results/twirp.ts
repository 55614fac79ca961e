// Calls of the results service: Twirp with JSON, in the names of its protocol buffers.

export type Body = Readonly<Record<string, unknown>>;

export interface TwirpAnswer {
  readonly status: number;
  readonly body: Body;
}

/** One method of a service. */
export type TwirpMethod = (body: Body) => Promise<TwirpAnswer>;

export function ok(body: Body): TwirpAnswer {
  return { status: 200, body };
}

/** Twirp's own codes ("Errors", twitchtv/twirp); clients do not try again at a status below 500. */
const statuses = { invalid_argument: 400, not_found: 404, already_exists: 409 } as const;

export function refused(code: keyof typeof statuses, msg: string): TwirpAnswer {
  return { status: statuses[code], body: { code, msg } };
}

/** Under the name of the protocol buffer, or the one that JSON gives it. */
export function textIn(body: Body, name: string): string {
  const value = body[name] ?? body[name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
