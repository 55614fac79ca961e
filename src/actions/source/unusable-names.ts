// Names of files that an artifact cannot hold. It is a zip, whose names are UTF-8, and in which a backslash may end a folder
// and a colon name a drive.
import { takesRepository } from '../../model/definition.ts';
import { wrongInZip } from '../../lib/zip.ts';
import { namesThatAreNoText } from '../../lib/file-name.ts';
import type { Failed } from '../../lib/result.ts';
import type { ActionContext } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import { counted } from '../../lib/counted.ts';
import type { FetchResult } from './fetched.ts';
import { git, type GitCall } from './git.ts';

type Refused = Extract<FetchResult, Failed<object>>;

/** @param list names that end with NUL each, as git writes them. Undefined when all can be used */
export function unusableNames(context: ActionContext<SourceOptions>, list: Buffer): Refused | undefined {
  const raw = namesThatAreNoText(list);
  if (raw.length > 0) return refused(raw, 'whose name is not UTF-8');
  // A build by itself gets the files, and no zip of them.
  if (takesRepository(context.definition)) return undefined;
  const names = list
    .toString('utf8')
    .split('\0')
    .filter((name) => wrongInZip(name) !== undefined);
  const [first] = names;
  return first === undefined ? undefined : refused(names, `with ${wrongInZip(first) ?? ''}`);
}

/** Of the files below the folder as they are in git: in a commit, or in the index and not ignored. */
export async function unusableNamesOf(
  context: ActionContext<SourceOptions>,
  call: GitCall,
  commit?: string,
): Promise<Refused | undefined> {
  const working = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listing = commit === undefined ? working : ['ls-tree', '-r', '-z', '--name-only', commit];
  const { ok, stdout } = await git(call, listing);
  return ok ? unusableNames(context, stdout) : undefined;
}

/** @param what is wrong with the first, and perhaps with others */
function refused(names: readonly string[], what: string): Refused {
  const [first = ''] = names;
  const isOne = names.length === 1;
  const others = isOne ? '' : `, nor ${counted(names.length - 1, 'other name')}`;
  return {
    failed: {
      code: 'ConfigurationError',
      message: `The source has a file ${what}: "${first}". The zip of a source artifact cannot hold such a name${others}`,
      remedy: `Rename ${isOne ? 'it' : 'them'} (git mv), or leave ${isOne ? 'it' : 'them'} out of the source.`,
    },
  };
}
