// The only other origins that a page of ours asks: where GitHub keeps files and gists. The pages' security policy names these
// and no more.

export const importOrigins = [
  'https://raw.githubusercontent.com',
  'https://gist.githubusercontent.com',
  'https://api.github.com',
] as const;
