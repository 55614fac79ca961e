// Macros in a stack: a name for a function that changes templates. `macros.ts` calls it.
import { textIn, type ResourceHandler } from '../resource-type.ts';
import { refuseOthers } from './logs.ts';

export const macro: ResourceHandler = {
  here: 'executed',
  create: async ({ properties }) => {
    refuseOthers(properties, ['Description', 'FunctionName', 'Name']);
    return await Promise.resolve({ physicalId: textIn(properties, 'Name'), attributes: {} });
  },
  update: async ({ properties }, { physicalId }) => {
    refuseOthers(properties, ['Description', 'FunctionName', 'Name']);
    return await Promise.resolve({ physicalId, attributes: {} });
  },
  remove: async () => Promise.resolve(),
};
