/** The provider of the source of what is run without a pipeline of its own: a folder, or a repository. */
export const folderProvider = 'Folder';
