// A notification as Microsoft Teams shows it (Adaptive Cards in a message to the webhook of a workflow). Pure.
import { placeText, type NotificationMessage } from '../../model/events/notification.ts';

export function teamsMessage(message: NotificationMessage): object {
  const { status, executionId, timestamp, error, rollback } = message;
  const facts = [
    { title: 'Execution', value: executionId },
    { title: 'Time', value: timestamp },
    ...(rollback === undefined ? [] : [{ title: 'Rollback', value: rollback }]),
  ];
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { ...text(`${placeText(message)}: ${status}`), weight: 'bolder', color: colourOf(status) },
            ...(error === undefined ? [] : [text(error)]),
            { type: 'FactSet', facts },
          ],
        },
      },
    ],
  };
}

/** A backslash keeps Markdown from reading what is no markup. */
function text(value: string): object {
  return { type: 'TextBlock', wrap: true, text: value.replaceAll(/[\\`*_[\]<>#~]/g, '\\$&') };
}

function colourOf(status: string): string {
  if (/SUCC/.test(status)) return 'good';
  return /FAIL|FAULT|TIMED/.test(status) ? 'attention' : 'default';
}
