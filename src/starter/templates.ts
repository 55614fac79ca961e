// The small systems that `slipway init --template` begins with: folders of `templates`, whose files name the project as
// `{{name}}`.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slug, type StarterFile } from './shapes.ts';

export interface Template {
  readonly name: string;
  readonly summary: string;
}

export const templates: readonly Template[] = [
  { name: 'static-site', summary: 'a site in a bucket of S3, with tests of its pages' },
  { name: 'fleet', summary: 'a server for Node.js on three instances behind a load balancer, by CodeDeploy' },
  {
    name: 'beanstalk',
    summary: 'a server in Python on Elastic Beanstalk, with an approval before production',
  },
  { name: 'container-service', summary: 'an image in ECR and a service of ECS (needs Docker or Podman)' },
  { name: 'lambda-api', summary: 'a function of Lambda behind an HTTP API, made by CloudFormation' },
  { name: 'terraform', summary: 'resources of Terraform that a build plans and applies (needs Terraform)' },
  { name: 'workflow', summary: 'a workflow of GitHub: a matrix of tests, and a job that packages' },
];

const folder = fileURLToPath(new URL('../../templates', import.meta.url));

/** @param name of the project */
export function readTemplate(template: string, name: string): readonly StarterFile[] {
  const root = join(folder, template);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({
      // npm leaves files of this name out of a package.
      path: relative(root, file)
        .replaceAll(sep, '/')
        .replace(/(^|\/)gitignore$/, '$1.gitignore'),
      text: readFileSync(file, 'utf8').replaceAll('{{name}}', slug(name)),
      ...((statSync(file).mode & 0o100) === 0 ? {} : { isExecutable: true as const }),
    }));
}
