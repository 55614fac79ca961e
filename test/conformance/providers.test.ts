// What every provider in the registry keeps to (src/actions/provider.ts, src/model/action-type.ts).
import * as fc from 'fast-check';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ActionAborted } from '../../src/actions/action-aborted.ts';
import type { ActionProvider, ActionResult, ExecutedProvider } from '../../src/actions/provider.ts';
import { executedTypes, providers } from '../../src/actions/registry.ts';
import { actionsByType } from '../../src/check/rules/actions-by-type.ts';
import { findingsOf as findingsOfAll } from '../../src/check/rules/index.ts';
import { idOf } from '../../src/model/action-type.ts';
import { actionsOf } from '../../src/model/pipeline-walk.ts';
import type { ActionDeclaration } from '../../src/model/pipeline.ts';
import { whereOf } from '../../src/model/rights/arns.ts';
import { openActionGround } from '../rig/action-context.ts';
import { definition, withActions } from '../rig/empty-definition.ts';

const all = providers.all.map((provider) => [idOf(provider), provider] as const);
const executed = all.flatMap(([id, provider]) =>
  provider.runner === undefined ? [] : [[id, provider as ExecutedProvider] as const],
);

/** Nothing answers there any more, and no registry is started in its place. */
beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('SLIPWAY_REGISTRY', `127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
  await once(server, 'close');
});
afterAll(() => vi.unstubAllEnvs());

function declarationOf(
  { category, owner, provider }: ActionProvider,
  configuration: Readonly<Record<string, string>> = {},
): ActionDeclaration {
  const actionTypeId = { category, owner, provider, version: '1' };
  return { name: 'Act', actionTypeId, configuration, inputArtifacts: [{ name: 'In' }] };
}

function keysOf({ configuration }: ActionProvider): readonly string[] {
  return configuration === 'any' ? [] : Object.keys(configuration);
}

describe.each(all)('%s', (id, provider) => {
  test('is found by its name, once, and declares ranges and keys that go together', () => {
    expect(providers.find(provider)).toBe(provider);
    expect(providers.all.map(idOf).filter((each) => each === id)).toHaveLength(1);
    for (const [min, max] of [provider.inputs, provider.outputs]) expect(min).toBeLessThanOrEqual(max);
    if (provider.configuration === 'any') return;
    for (const { required, oneOf } of Object.values(provider.configuration)) {
      expect([true, undefined]).toContain(required);
      expect(oneOf?.length ?? 1).toBeGreaterThan(0);
    }
  });

  test('needs only keys that it has', () => {
    if (provider.configuration === 'any') return;
    const each = keysOf(provider).map((key) => ({ [key]: 'true' }));
    for (const configuration of [{}, ...each]) {
      const declaration = declarationOf(provider, configuration);
      for (const needed of provider.needsKeys?.(declaration) ?? [])
        expect(keysOf(provider)).toContain(needed.key);
    }
  });

  test('refuses a key that it does not have', () => {
    if (provider.configuration === 'any') return;
    const pipeline = withActions(declarationOf(provider, { NoSuchKeyAtAll: 'x' }));
    const codes = findingsOfAll(definition({ pipeline }), providers).map(({ code }) => code);
    expect(codes).toContain('ConfigurationKeyUnknown');
  });

  test('says of any configuration what it can, and never throws', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('true', 'false', '[]', '{}', '#{a.b}', 'A::b', 'arn:'),
    );
    const keys = keysOf(provider);
    const configurations =
      keys.length === 0 ? fc.constant({}) : fc.dictionary(fc.constantFrom(...keys), value);
    fc.assert(
      fc.property(configurations, (configuration) => {
        const declaration = declarationOf(provider, configuration);
        const parts = definition({ pipeline: withActions(declaration) });
        const placed = actionsOf(parts.pipeline);
        const where = whereOf(parts.pipeline.roleArn ?? '');
        const input = { definition: parts, assumptions: {}, measured: { executions: 0, minutes: {} } };
        actionsByType(parts, providers);
        for (const each of placed) provider.checkMachine?.(each, parts, 'linux');
        provider.projectOf?.(declaration);
        provider.taskDefinitionFile?.(declaration);
        provider.filesNeeded?.(declaration, parts);
        provider.complete?.(placed, parts);
        provider.costs?.compute?.(declaration, parts);
        provider.costs?.lines?.([declaration], input);
        provider.cloneRights?.({ configuration, where });
        const derived = provider.rights?.({ configuration, where, definition: parts });
        for (const right of derived?.rights ?? []) expect(right.actions.length).toBeGreaterThan(0);
        provider.events?.ofEnd?.(
          { succeeded: true, externalExecutionId: 'x' },
          { at: 0, configuration, place: { account: '', region: '' } },
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(executed)('%s, executed', (id, provider) => {
  test('is listed as executed, and what it needs of its role is known', () => {
    expect(executedTypes(providers)).toContain(id);
    expect(provider.rights).toBeDefined();
  });

  /** A result, or what the runtime makes of what is thrown. */
  const settled = async (run: Promise<ActionResult>): Promise<string> =>
    run.then(
      (result) => (result.status === 'Failed' ? result.error.code : result.status),
      () => 'thrown',
    );

  test('says what is missing when nothing is configured, and throws nothing', async () => {
    await using ground = await openActionGround();
    const run = await provider.runner.load();
    const result = await run(await ground.contextOf(provider));
    // Some sources need no configuration.
    const isComplete = result.status === 'Succeeded' && provider.category === 'Source';
    const error = result.status === 'Failed' ? result.error : undefined;
    expect(isComplete || error?.message !== '').toBe(true);
    expect(isComplete ? 'complete' : error?.code).toMatch(/^[A-Za-z_]+$/);
  });

  test('ends soon when it is aborted before it has begun', async () => {
    await using ground = await openActionGround();
    const signal = AbortSignal.abort(new ActionAborted('Abandoned'));
    const run = await provider.runner.load();
    expect(await settled(run(await ground.contextOf(provider, { signal })))).not.toBe('');
  });

  test('ends, after an interruption, as it would have without it', async () => {
    const run = await provider.runner.load();
    await using fresh = await openActionGround();
    const undisturbed = await settled(run(await fresh.contextOf(provider)));
    await using ground = await openActionGround();
    const signal = AbortSignal.abort(new ActionAborted('Interrupted'));
    await settled(run(await ground.contextOf(provider, { signal })));
    expect(await settled(run(await ground.contextOf(provider)))).toBe(undisturbed);
  });
});
