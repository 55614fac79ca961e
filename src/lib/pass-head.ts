// Passes on the head of a response that another program has sent.
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * False for a head that cannot be sent, and then nothing of it is: a status of 000 or a control character in its text can be
 * received.
 * @param headers those of the response when absent
 */
export function passHead(
  { statusCode = 0, statusMessage = '', headers: own }: IncomingMessage,
  answer: ServerResponse,
  headers: IncomingMessage['headers'] | readonly string[] = own,
): boolean {
  try {
    answer.writeHead(statusCode, statusMessage, headers as IncomingMessage['headers']);
    return true;
  } catch {
    // It would be that of what is answered instead.
    answer.statusMessage = '';
    return false;
  }
}
