// A notification by e-mail, over SMTP.
import type { AwsEvent } from '../../model/events/aws-event.ts';
import { messageOf, placeText, type NotificationTarget } from '../../model/events/notification.ts';

export async function sendEmail({
  event,
  body,
  target,
  password,
}: {
  readonly event: AwsEvent;
  /** What the notification's format makes of the event. */
  readonly body: string;
  readonly target: Extract<NotificationTarget, { type: 'email' }>;
  readonly password: string | undefined;
}): Promise<void> {
  const { createTransport } = await import('nodemailer');
  const { host, port = 587, secure = port === 465, user, from, to } = target;
  const transport = createTransport({
    host,
    port,
    secure,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  const message = messageOf(event);
  const { status, error } = message;
  const place = placeText(message);
  try {
    await transport.sendMail({
      from,
      to: [...to],
      // The same event again has the same id, so that a mailbox can recognise it.
      messageId: `<${event.id}@slipway>`,
      subject: `${place}: ${status}`,
      text: `${place}: ${status}${error === undefined ? '' : `\n\n${error}`}\n\n${JSON.stringify(JSON.parse(body), null, 2)}\n`,
    });
  } finally {
    transport.close();
  }
}

const timeoutMs = 10_000;
