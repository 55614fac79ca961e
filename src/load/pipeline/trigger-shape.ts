// The shape of a PipelineTriggerDeclaration (CodePipeline API reference, "GitConfiguration").
import { nameLimit } from '../../model/limits.ts';
import { list, object, optional, required, string } from '../shape.ts';

const as = { aws: 'CreatePipeline refuses the declaration with a ValidationException.' };

const patterns = list(string({ min: 1, max: 255 }), { min: 1, max: 8 });

const filter = (name: string) =>
  object(name, { includes: optional(patterns, as), excludes: optional(patterns, as) });

export const triggerShape = object('trigger', {
  providerType: required(string({ oneOf: ['CodeStarSourceConnection'] }), as),
  gitConfiguration: required(
    object('gitConfiguration', {
      sourceActionName: required(string(nameLimit), as),
      push: optional(
        list(
          object('push filter', {
            branches: optional(filter('branch filter')),
            filePaths: optional(filter('file path filter')),
            tags: optional(filter('tag filter')),
          }),
          { min: 1, max: 3 },
        ),
        as,
      ),
      pullRequest: optional(
        list(
          object('pull request filter', {
            events: optional(list(string({ oneOf: ['OPEN', 'UPDATED', 'CLOSED'] }), { min: 1, max: 3 }), as),
            branches: optional(filter('branch filter')),
            filePaths: optional(filter('file path filter')),
          }),
          { min: 1, max: 3 },
        ),
        as,
      ),
    }),
    as,
  ),
});
