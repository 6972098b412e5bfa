// crosswarp explain: the page of a message code, or what a CUDA name becomes.
import { isMessageCode, messageOf } from '@/lib/messages';
import { lookUpName } from '@/lib/targets/hip';
import { print } from './write-output';

/** @returns 0, or 1 when the word is neither a code nor a name of CUDA's. */
export function explain(word: string): number {
  if (isMessageCode(word)) {
    const { text, why, watch, fix, source } = messageOf(word);
    print(`${word}\n  ${text}\n\n${why}\n`);
    if (watch) print(`\nwatch for: ${watch}\n`);
    if (fix) print(`\nway forward: ${fix}\n`);
    if (source) print(`\nsource: ${source}\n`);
    return 0;
  }
  const answer = lookUpName(word);
  switch (answer.is) {
    case 'renamed':
      print(`${word} becomes ${answer.entry.hip}${sinceWords(answer.entry.since)}\n`);
      return 0;
    case 'same':
      print(`${word} keeps its name in HIP${sinceWords(answer.entry.since)}\n`);
      return 0;
    case 'missing':
      print(`${word} has no counterpart in HIP\n`);
      return 0;
    case 'uncovered':
      print(
        `${word} belongs to ${answer.library}, whose names this version does not translate yet${
          answer.counterpart ? `; its counterpart on AMD is ${answer.counterpart}` : ''
        }\n`,
      );
      return 0;
    default:
      process.stderr.write(
        `crosswarp: ${word} is neither a message code nor a CUDA name that Crosswarp knows\n`,
      );
      return 1;
  }
}

const sinceWords = (since: string | undefined) => (since ? `, since HIP ${since}` : '');
