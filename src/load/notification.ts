// Reads notifications: `{ "notifications": [ … ] }`, a shape of Slipway's own (model/events/notification.ts).
import { entryOf, type Node } from '../lib/node.ts';
import { problem, type Problem } from '../lib/problem.ts';
import { parsePattern } from '../model/events/event-pattern.ts';
import type { Notification } from '../model/events/notification.ts';
import { plain, readShape } from './read-shape.ts';
import type { ReadResource } from './resource.ts';
import { any, boolean, list, number, object, optional, required, string, type ObjectShape } from './shape.ts';

export function readNotification(root: Node): ReadResource<Notification> {
  const { value, problems } = readShape<Notification>(root, notificationShape);
  const target = entryOf(root, 'target')?.value;
  const found = [
    ...problems,
    ...(target === undefined ? [] : targetProblems(target)),
    ...patternProblems(root),
  ];
  return { node: root, problems: found, ...(value === undefined ? {} : { value }) };
}

const text = required(string({ min: 1 }));

const targets: Readonly<Record<string, ObjectShape>> = {
  file: object('file target', { type: text, path: text }),
  webhook: object('webhook target', { type: text, url: text, signingSecret: optional(string({ min: 1 })) }),
  slack: object('Slack target', { type: text, url: text }),
  teams: object('Teams target', { type: text, url: text }),
  email: object('e-mail target', {
    type: text,
    host: text,
    port: optional(number({ integer: true, min: 1, max: 65_535 })),
    secure: optional(boolean()),
    user: optional(string({ min: 1 })),
    password: optional(string({ min: 1 })),
    from: text,
    to: required(list(string({ min: 3 }), { min: 1 })),
  }),
};

const notificationShape = object('notification', {
  name: text,
  eventPattern: optional(any()),
  format: optional(string({ oneOf: ['eventbridge', 'notification'] })),
  target: required(any()),
});

/** Which keys a target has depends on its type. */
function targetProblems(target: Node): readonly Problem[] {
  const type = entryOf(target, 'type')?.value;
  const name = type === undefined ? undefined : plain(type);
  const shape = typeof name === 'string' && Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (shape !== undefined) return readShape(target, shape).problems;
  return [
    problem({
      code: 'NotificationInvalid',
      message: `A target has a "type" that is one of ${Object.keys(targets).join(', ')}`,
      at: (type ?? target).place,
    }),
  ];
}

function patternProblems(root: Node): readonly Problem[] {
  const written = entryOf(root, 'eventPattern')?.value;
  if (written === undefined) return [];
  const parsed = parsePattern(plain(written));
  if (!('wrong' in parsed)) return [];
  const aws = 'PutRule answers InvalidEventPatternException.';
  return parsed.wrong.map((message) =>
    problem({ code: 'NotificationInvalid', message, at: written.place, aws }),
  );
}
