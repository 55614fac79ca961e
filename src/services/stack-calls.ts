// Calls that the operations of a stack make here. A handler here may look where AWS's does not: the rights that a call needs are
// asked of the stack's role only where CloudFormation documents that it makes such a call. Its calls say what they are made for,
// with a word that no program outside of this process knows.
import { randomUUID } from 'node:crypto';
import { isDocumentedCall, type HandlerName } from '../stacks/handler-permissions.ts';
import type { Ground } from './service.ts';

/** What a stack calls for: the handler of a type, or the value of a dynamic reference. */
export type StackWork = { readonly type: string; readonly handlers: readonly HandlerName[] } | 'reference';

export const stackWorkHeader = 'x-slipway-stack-work';

/** Sent with a call that the stack makes; without work nothing is asked of its role. */
export function stackCallHeaders(ground: Ground, work?: StackWork): Readonly<Record<string, string>> {
  return { [stackWorkHeader]: `${ground.keep(openWord).word} ${JSON.stringify(work ?? null)}` };
}

/** Of each action that a call needs, whether its caller is asked for it. */
export function askedOfStack(
  ground: Ground,
  headers: Readonly<Record<string, string | undefined>>,
): (action: string) => boolean {
  const said = headers[stackWorkHeader] ?? '';
  const { word } = ground.keep(openWord);
  if (!said.startsWith(`${word} `)) return () => true;
  const work = JSON.parse(said.slice(word.length + 1)) as StackWork | null;
  if (work === null) return () => false;
  if (work === 'reference') return () => true;
  return (action) => work.handlers.some((handler) => isDocumentedCall(work.type, handler, action));
}

function openWord(): Disposable & { readonly word: string } {
  return { word: randomUUID(), [Symbol.dispose]: () => undefined };
}
