// Reads notifications: `{ "notifications": [ … ] }`, a shape of Slipway's own (model/events/notification.ts).
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { isFailed } from '../../lib/result.ts';
import { parsePattern } from '../../model/events/event-pattern.ts';
import type { Notification, NotificationTarget } from '../../model/events/notification.ts';
import { plain, readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { any, boolean, custom, list, number, object, optional, required, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const notificationKind: Kind<Notification> = ours('notifications', readNotification, {
  title: 'a list of notifications',
  file: 'notifications.json',
  holds: 'who is notified of which events, and where',
  shape: () => notificationShape,
});

function readNotification(root: Node): ReadResource<Notification> {
  const { value, problems } = readShape(root, notificationShape);
  const found = [...problems, ...patternProblems(root)];
  return { node: root, problems: found, ...defined({ value }) };
}

const text = required(string({ min: 1 }));

const kind = <const Kind extends string>(type: Kind) => required(string({ oneOf: [type] }));

const targets = {
  file: object('file target', { type: kind('file'), path: text }),
  webhook: object('webhook target', {
    type: kind('webhook'),
    url: text,
    signingSecret: optional(string({ min: 1 })),
  }),
  slack: object('Slack target', { type: kind('slack'), url: text }),
  teams: object('Teams target', { type: kind('teams'), url: text }),
  email: object('e-mail target', {
    type: kind('email'),
    host: text,
    port: optional(number({ integer: true, min: 1, max: 65_535 })),
    secure: optional(boolean()),
    user: optional(string({ min: 1 })),
    password: optional(string({ min: 1 })),
    from: text,
    to: required(list(string({ min: 3 }), { min: 1 })),
  }),
  sns: object('topic of SNS', {
    type: kind('sns'),
    subscriptions: required(
      list(
        object('subscription', {
          protocol: required(string({ oneOf: ['email', 'sms'] })),
          endpoint: required(
            string({
              pattern: /[^@\s]+@[^@\s]+|\+\d{7,15}/,
              patternText: 'a mail address or a telephone number such as +15555550100',
            }),
          ),
        }),
        { min: 1 },
      ),
    ),
  }),
};

const isTarget = (name: unknown): name is keyof typeof targets =>
  typeof name === 'string' && Object.hasOwn(targets, name);

/** Which keys a target has depends on its type. */
const targetShape = custom<NotificationTarget>((target, report) => {
  const type = entryOf(target, 'type')?.value;
  const name = type === undefined ? undefined : plain(type);
  if (!isTarget(name)) {
    report(
      problem({
        code: 'NotificationInvalid',
        message: `A target has a "type" that is one of ${Object.keys(targets).join(', ')}`,
        at: (type ?? target).place,
      }),
    );
    return undefined;
  }
  const { value, problems } = readShape<NotificationTarget>(target, targets[name]);
  for (const found of problems) report(found);
  return value;
});

const notificationShape = object('notification', {
  name: text,
  eventPattern: optional(any()),
  format: optional(string({ oneOf: ['eventbridge', 'notification'] })),
  target: required(targetShape),
});

function patternProblems(root: Node): readonly Problem[] {
  const written = entryOf(root, 'eventPattern')?.value;
  if (written === undefined) return [];
  const parsed = parsePattern(plain(written));
  if (!isFailed(parsed)) return [];
  const aws = 'PutRule answers InvalidEventPatternException.';
  return parsed.failed.map((message) =>
    problem({ code: 'NotificationInvalid', message, at: written.place, aws }),
  );
}
