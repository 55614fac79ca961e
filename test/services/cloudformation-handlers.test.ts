// What all handlers of types of resources promise.
import { expect, test } from 'vitest';
import { handlers } from '../../src/services/cloudformation/handlers.ts';
import type { ResourceWork } from '../../src/services/cloudformation/resource-type.ts';

const place = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };

test.each(Object.entries(handlers))(
  'a resource of %s is not begun before the first call for it',
  async (type, { create }) => {
    const done: string[] = [];
    const did = (what: string) => (): never => {
      done.push(what);
      throw new Error(what);
    };
    const work: ResourceWork = {
      logicalId: 'Own',
      type,
      stackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/s/1',
      stackName: 's',
      place,
      properties: {},
      name: 'own',
      tags: {},
      isResumed: false,
      id: 'own',
      isRestoration: false,
      call: async (service, operation) => {
        done.push(`${service}:${operation}`);
        return await Promise.reject(new Error('no call'));
      },
      onMade: did('made'),
      onSignal: did('signal'),
      signals: { open: did('open'), markUsed: did('used'), received: did('received'), next: did('next') },
    };
    await create(work).catch(() => undefined);
    // Handlers without a call (handles of wait conditions) open what the stack itself keeps.
    expect(done[0] ?? 'nothing').not.toMatch(/^(?:made|signal)$/);
  },
);
