// A repository with a workflow of GitHub, for scenarios.
import { commitAll } from './git.ts';
import { makeProject, type Project } from './project.ts';

/** Its one commit has the workflow as `.github/workflows/ci.yml`, and the files. */
export function makeRepository(workflow: string, files: Readonly<Record<string, string>> = {}): Project {
  const app = makeProject();
  app.write('.github/workflows/ci.yml', workflow);
  for (const [path, text] of Object.entries(files)) app.write(path, text);
  commitAll(app.folder);
  return app;
}
