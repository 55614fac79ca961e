// What a definition can be written as for GitHub.

export const githubFormats = ['github', 'github-role'] as const;

export type GithubFormat = (typeof githubFormats)[number];
