// A notification as Slack shows it (Slack API, "Sending messages using incoming webhooks"). Pure.
import { placeText, type NotificationMessage } from '../../model/events/notification.ts';

export interface SlackMessage {
  /** For where no blocks are shown. */
  readonly text: string;
  readonly blocks: readonly object[];
}

export function slackMessage(message: NotificationMessage): SlackMessage {
  const { status, executionId, timestamp, error, rollback } = message;
  const text = `${markOf(status)} ${placeText(message)}: ${status}`;
  const details = [
    ...(error === undefined ? [] : [error]),
    ...(rollback === undefined ? [] : [`Rollback ${rollback}`]),
  ];
  return {
    text: escape(text),
    blocks: [
      section(`*${escape(text)}*`),
      ...details.map((detail) => section(escape(detail.slice(0, 2900)))),
      { type: 'context', elements: [{ type: 'mrkdwn', text: escape(`${executionId} · ${timestamp}`) }] },
    ],
  };
}

function section(text: string): object {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

/** What Slack would take for markup of its own. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function markOf(status: string): string {
  if (/SUCC/.test(status)) return ':white_check_mark:';
  if (/FAIL|FAULT|TIMED/.test(status)) return ':x:';
  return ':large_blue_circle:';
}
