// Reports when files have changed in a folder that replaces a source of a pipeline.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Driven } from './contract.ts';
import { watchFolder } from './watch-folder.ts';

/** Until it is disposed. @param onChange receives what changed, which becomes the detail of the trigger */
export function watchSources(driven: Driven, onChange: (what: string) => void): Disposable {
  const stack = new DisposableStack();
  for (const folder of watchedFolders(driven))
    stack.use(
      watchFolder(folder, ([first = '', ...more]) =>
        onChange(`change of ${first}${more.length === 0 ? '' : ` and ${more.length} more`}`),
      ),
    );
  return stack;
}

/** Each once, however many sources it stands for. */
function watchedFolders({ definition, definitionFolder, options }: Driven): readonly string[] {
  const places = definition.pipeline.stages
    .flatMap(({ actions }) => actions)
    .filter(({ actionTypeId }) => actionTypeId.category === 'Source')
    .map(({ name }) => resolve(definitionFolder, options.sources[name] ?? options.sources['*'] ?? '.'));
  return [...new Set(places)].filter(
    (place) => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true,
  );
}
