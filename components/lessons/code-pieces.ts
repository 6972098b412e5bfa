// Still code cut into what is coloured: comments, strings, numbers, keywords. For reading alone; knows no grammar.

export type CodePiece = {
  readonly kind: 'comment' | 'string' | 'number' | 'keyword' | 'plain';
  readonly text: string;
};

const keywords =
  'alignas auto bool break case char class const constexpr continue default do double else enum extern false float for goto if inline int long namespace nullptr return short signed sizeof static struct switch template true typedef typename union unsigned using void volatile while __global__ __device__ __host__ __shared__ __constant__ __restrict__ __launch_bounds__ __managed__';

const pattern = new RegExp(
  [
    /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)/.source,
    /(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/.source,
    /(?<number>\b(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)[uUlLfF]*)/.source,
    `(?<keyword>\\b(?:${keywords.replaceAll(' ', '|')})\\b)`,
  ].join('|'),
  'g',
);

export function codePieces(text: string): CodePiece[] {
  const pieces: CodePiece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: 'plain', text: text.slice(end, match.index) });
    const [kind] = Object.entries(match.groups ?? {}).find(([, group]) => group !== undefined) ?? ['plain'];
    pieces.push({ kind: kind as CodePiece['kind'], text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'plain', text: text.slice(end) });
  return pieces;
}
