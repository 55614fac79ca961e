// Keys of an action's configuration: each is read by its provider, holds credentials, or is reported as not executed.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { providers } from '../../../src/actions/registry.ts';
import { notExecuted } from '../../../src/check/rules/not-executed.ts';
import { unexecutedKeys } from '../../../src/model/action-type.ts';
import { definition, withActions } from '../../rig/empty-definition.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** With what a source is fetched on AWS; here it is fetched with your own credentials, or lies on this machine. */
const credentials = new Set(['OAuthToken', 'ConnectionArn']);

/** What an execution reads: not what declares a key, derives rights from it or writes it. */
const texts = globSync('src/{actions,runtime,engine,check,model}/**/*.ts', { cwd: root })
  .filter((path) => !/provider\.ts$|rights|authoring|configuration-/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'));

const executed = providers.all.flatMap((type) =>
  'runner' in type && type.configuration !== 'any'
    ? [{ type, keys: Object.entries(type.configuration) }]
    : [],
);

describe.each(executed.map(({ type, keys }) => ({ name: `${type.category} ${type.provider}`, type, keys })))(
  'the configuration of $name',
  ({ type: { category, owner, provider }, keys }) => {
    test.each(keys.map(([key, { notExecuted: reason }]) => ({ key, reason })))(
      '$key is honoured or reported',
      ({ key, reason }) => {
        const action = {
          name: 'A',
          actionTypeId: { category, owner, provider, version: '1' },
          configuration: { [key]: 'x' },
        };
        const found = notExecuted(definition({ pipeline: withActions(action) }), providers);
        const reported = unexecutedKeys(providers, action, action.configuration);
        expect(reported).toEqual(reason === undefined ? [] : [{ what: key, reason }]);
        expect(found.map(({ path }) => path.at(-1))).toEqual(reason === undefined ? [] : [key]);
        // Images of CodeDeployToECS are read by number.
        const name = key.replace(/^Image\d/, '}');
        const isRead = texts.some((text) => text.includes(name)) || credentials.has(key);
        expect(isRead || reason !== undefined).toBe(true);
      },
    );
  },
);
