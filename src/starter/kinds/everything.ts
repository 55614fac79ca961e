/** The artifacts of a build that changes its source in place. */
export const everything = { files: ['**/*'], exclude: ['.git/**/*'] } as const;
