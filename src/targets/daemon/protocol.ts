// What every daemon and every caller agree on: one request per connection, any number of `event`s back, then one
// answer. `ping` and `leave` are understood by every version, so that an older daemon can be replaced.

export type DaemonRequest = { readonly type: string };

export type DaemonReply =
  | { readonly reply: 'event'; readonly event: unknown }
  | { readonly reply: 'result'; readonly result: unknown }
  | { readonly reply: 'problems'; readonly problems: readonly unknown[] }
  | { readonly reply: 'error'; readonly message: string };

/** The exit status of a daemon that was asked to leave, so that whatever holds it starts its successor. */
export const LEFT_STATUS = 75;
