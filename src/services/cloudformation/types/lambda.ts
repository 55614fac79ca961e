import type { ResourceHandlers } from '../resource-type.ts';
export const lambdaTypes: ResourceHandlers = {};
