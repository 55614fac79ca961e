// docker/metadata-action: the tags and labels of an image, by what started the run.
import type { StandIn } from '../stand-in.ts';

export const dockerMetadata: StandIn = {
  action: 'docker/metadata-action',
  by: 'the same rules, computed here',
  inputs: {
    context: 'workflow',
    images: '',
    tags: '',
    flavor: '',
    labels: '',
    annotations: '',
    'sep-tags': '',
    'sep-labels': '',
    'sep-annotations': '',
    'bake-target': '',
    'github-token': '',
  },
  outputs: [
    'version',
    'tags',
    'tag-names',
    'labels',
    'annotations',
    'json',
    'bake-file-tags',
    'bake-file-labels',
    'bake-file-annotations',
    'bake-file',
  ],
  untrimmed: ['sep-tags', 'sep-labels', 'sep-annotations'],
  load: async () => (await import('./run-metadata.ts')).runMetadata,
};
