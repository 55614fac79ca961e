// A folder for detection that lies in no file.
import type { Folder } from '../../src/starter/folder.ts';

export function folderOf(files: Readonly<Record<string, string>>, name = 'shop'): Folder {
  return { name, files: Object.keys(files), read: (path) => files[path] };
}
